import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import { Subnet as AzureSubnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { SubnetRouteTableAssociation } from "@cdktf/provider-azurerm/lib/subnet-route-table-association";
import { Construct, type IConstruct } from "constructs";
import { declare, named } from "./internal/declaration-registry";
import type { DefaultNames } from "./internal/default-names";
import type { Diagnostics } from "./internal/diagnostics";
import { attachInOneStep } from "./internal/one-step";
import { ExistingSubnet, type ExistingSubnetProps } from "./existing-subnet";
import { created } from "./internal/present";
import { guardSubnetSize } from "./internal/preconditions";
import { groupScope, locationLabel, type Placement } from "./resource-group";
import { DEFAULT_ROUTE_TO_INTERNET, routeBlock, routeDeclaration } from "./route";
import type { Declaration, NameDeclaration, NameKind, Place, SubnetDeclaration } from "../rules/declaration";
import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../domain/reserved-subnet";
import {
  type Opening,
  openingRule,
  type OwnSecurityRule,
  type SecurityRuleProps,
  securityRuleBlock,
  securityRuleDeclaration,
  withPorts,
} from "./security-rule";
import { parseProps } from "./internal/props-schema";
import { SUBNET_SCHEMA, type SubnetProps } from "./subnet-props";
import { Readiness } from "./readiness";
import { known } from "./internal/tokens";

/** A VNet that subnets are added to. */
export interface INetwork extends IConstruct {
  /** Name in Azure, as given. */
  readonly name: string;
  /** A reference to the name: a resource that uses it waits for the VNet. */
  readonly reference: string;
  /** Name of the resource group of the VNet and its subnets. */
  readonly resourceGroupName: string;
  /** End of the default names of the hub or site. */
  readonly suffix: string;
  /**
   * Where the default names of the hub or site are made.
   * @internal
   */
  readonly names: DefaultNames;
  /**
   * Where the diagnostic settings of the hub or site are made.
   * @internal
   */
  readonly diagnostics: Diagnostics;
  /**
   * Whether subnets are created together with their network security group and route table.
   * @internal
   */
  readonly subnetsInOneStep: boolean;
  /**
   * Rules of every network security group, with the prop that they are given in.
   * @internal
   */
  readonly sharedSecurityRules: readonly { readonly rule: SecurityRuleProps; readonly at: Place }[];
  /** Resource group, location and tags of everything else in the VNet. */
  readonly placement: Placement;
  /** Reached when every subnet is associated with its network security group and route table. */
  readonly settled: Readiness;
  /** Reached when every connection of the VNet's gateway and its peering with a site exist. */
  readonly connected: Readiness;
}

/** Subnets of Azure's own services. */
const MANAGED = [GATEWAY_SUBNET, ROUTE_SERVER_SUBNET];

/**
 * A subnet with its network security group and route table. Create one with {@link Network.addSubnet}, or use one that
 * exists: {@link Network.useSubnet}.
 */
export class Subnet extends Construct {
  /**
   * Refers to a subnet that exists, in a VNet from {@link Network.fromExisting}: for the prop `subnet` of a client, jump
   * server or of `nvaSubnet`, or for machines of your own ({@link Network.useSubnet}). Nothing of it is changed or
   * destroyed. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the subnet is found, its prefix, and what its routes do with internet traffic.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingSubnetProps): ExistingSubnet {
    return new ExistingSubnet(scope, id, props);
  }

  /** Azure id of the subnet; known after apply. */
  public readonly id: string;
  /**
   * azurerm's resource of the network security group; undefined if no rules were given. In a subnet that exists, it is
   * attached to the network interfaces of the machines.
   */
  public readonly networkSecurityGroup: NetworkSecurityGroup | undefined;
  /** azurerm's resource of the route table; undefined if no routes were given and `gatewayRoutes` is not false. */
  public readonly routeTable: RouteTable | undefined;
  /** Reached when network security group and route table are associated. Machines in the subnet wait for it. */
  public readonly protected = new Readiness();

  private readonly ownSubnet: AzureSubnet | undefined;
  private readonly props: SubnetProps;
  private readonly openings: OwnSecurityRule[] = [];

  /** Called by {@link Network.addSubnet}. All mistakes are reported at synthesis. */
  public constructor(
    scope: Construct,
    id: string,
    /** VNet of the subnet. */
    public readonly network: INetwork,
    given: SubnetProps,
  ) {
    super(scope, id);
    const { name = id, prefix = "", ...rest } = parseProps(this, given, SUBNET_SCHEMA);
    const props = {
      ...rest,
      name,
      prefix,
      routes: rest.routes ?? (rest.internetTraffic === "exempt" ? [DEFAULT_ROUTE_TO_INTERNET] : undefined),
    };
    this.props = props;
    const { common } = network.placement;
    if (!props.existing) this.ownSubnet = this.createSubnet();
    this.id = props.existing?.id ?? this.subnet.id;
    if (this.ownSubnet) this.protected.needs(this.ownSubnet);
    network.settled.needs(this.protected);

    if (this.rules) {
      const groupName = props.networkSecurityGroupName ?? this.defaultGroupName;
      this.networkSecurityGroup = new NetworkSecurityGroup(this, "nsg", {
        ...common,
        name: groupName,
        securityRule: this.rules.map(({ rule }) => securityRuleBlock(rule)),
      });
      network.diagnostics.of(this, "network security group", this.networkSecurityGroup, groupName);
      if (this.ownSubnet) this.attachGroup(this.networkSecurityGroup);
    }
    const routes = props.routes ?? (props.gatewayRoutes === false ? [] : undefined);
    if (routes && this.ownSubnet) {
      this.routeTable = new RouteTable(this, "route-table", {
        ...common,
        name: props.routeTableName ?? this.defaultTableName,
        // An empty list removes routes that exist; without the argument, they would remain.
        route: routes.map(routeBlock),
        bgpRoutePropagationEnabled: props.gatewayRoutes,
      });
      this.attachTable(this.routeTable);
    }
    declare(this, () => this.declared());
  }

  private attachGroup(group: NetworkSecurityGroup): void {
    if (this.network.subnetsInOneStep) {
      attachInOneStep(this.subnet, "network_security_group_id", group);
      return;
    }
    const ids = { subnetId: this.id, networkSecurityGroupId: group.id };
    this.protected.needs(new SubnetNetworkSecurityGroupAssociation(this, "nsg-association", ids));
  }

  private attachTable(table: RouteTable): void {
    if (this.network.subnetsInOneStep) {
      attachInOneStep(this.subnet, "route_table_id", table);
      return;
    }
    const ids = { subnetId: this.id, routeTableId: table.id };
    this.protected.needs(new SubnetRouteTableAssociation(this, "route-table-association", ids));
  }

  /**
   * azurerm's resource of the subnet.
   * @throws ForcedTunnelingError if the subnet exists already: see {@link id} and {@link name}.
   */
  public get subnet(): AzureSubnet {
    return created(this, this.ownSubnet, {
      what: "subnet",
      instead: "id or name",
      got: this.props.existing?.node.path ?? "",
    });
  }

  /**
   * The network security group that each network interface in the subnet gets: the subnet's own is not changed.
   * @internal
   */
  public get interfaceSecurityGroup(): NetworkSecurityGroup | undefined {
    return this.props.existing && this.networkSecurityGroup;
  }

  /**
   * The subnet that exists, if this is one.
   * @internal
   */
  public get existing(): ExistingSubnet | undefined {
    return this.props.existing;
  }

  /** IPv4 prefix, as given. */
  public get prefix(): string {
    return this.props.prefix;
  }

  /** Name in Azure, as given. */
  public get name(): string {
    return this.props.name;
  }

  /**
   * Allows traffic to what a machine of the subnet offers. No effect without a network security group.
   * @internal
   */
  public open(opening: Opening): void {
    const same = this.openings.findIndex(({ name }) => name === opening.name);
    if (same < 0) this.openings.push(openingRule(opening, this.openings.length));
    else this.openings[same] = withPorts(this.openings[same]!, opening.destinationPorts);
    this.networkSecurityGroup?.putSecurityRule((this.rules ?? []).map(({ rule }) => securityRuleBlock(rule)));
  }

  /**
   * The subnet as the construct rules read it.
   * @internal
   */
  public declaration(): SubnetDeclaration {
    const { existing, routes = [], gatewayRoutes = true, name, prefix, givenAs, givenBy } = this.props;
    const declared = {
      name: known(name),
      prefix: known(prefix),
      networkSecurityGroup: this.networkSecurityGroup !== undefined,
      existing: existing?.node.path,
      gatewayRoutes,
    };
    if (existing) {
      const at = { path: existing.node.path, prop: "prefix" };
      const exempt = existing.internetTraffic === "exempt" ? [DEFAULT_ROUTE_TO_INTERNET] : undefined;
      return { ...declared, at, routes: exempt?.map((route) => routeDeclaration(route, at)) };
    }
    return {
      ...declared,
      at: this.at(givenAs ?? (givenBy === undefined ? "prefix" : "subnetPrefix")),
      routes: this.routeTable && routes.map((route, i) => routeDeclaration(route, this.at(`routes.${i}`))),
    };
  }

  /**
   * The library's rules and the user's by priority, each with the props that it and its sources come from.
   */
  private get rules():
    | readonly { readonly rule: SecurityRuleProps; readonly at: Place; readonly sourcesAt: Place | undefined }[]
    | undefined {
    const { ownRules = [], securityRules } = this.props;
    if (!securityRules) return undefined;
    const own = [...ownRules, ...this.openings].map((rule) => ({
      rule,
      at: this.at("securityRules"),
      sourcesAt: rule.sourcesGivenAs === undefined ? undefined : this.at(rule.sourcesGivenAs),
    }));
    const users = securityRules.map((rule, i) => ({
      rule,
      at: this.at(`securityRules.${i}`),
      sourcesAt: this.at(`securityRules.${i}.sources`),
    }));
    const shared = this.network.sharedSecurityRules.map(({ rule, at }) => ({
      rule,
      at,
      sourcesAt: { ...at, prop: `${at.prop}.sources` },
    }));
    return [...own, ...users, ...shared].sort((a, b) => a.rule.priority - b.rule.priority);
  }

  private createSubnet(): AzureSubnet {
    const { name, prefix, defaultOutboundAccess } = this.props;
    const subnet = new AzureSubnet(this, "subnet", {
      name,
      resourceGroupName: this.network.resourceGroupName,
      virtualNetworkName: this.network.reference,
      addressPrefixes: [prefix],
      defaultOutboundAccessEnabled: defaultOutboundAccess ?? (MANAGED.includes(name) ? undefined : false),
    });
    guardSubnetSize(subnet, name, prefix);
    return subnet;
  }

  /** The group of a subnet that exists may have the usual name. */
  private get defaultGroupName(): string {
    const { names, name, suffix, placement } = this.network;
    const whose = this.props.existing ? `${this.name}-nic` : this.name;
    const defaultName = `${name}-${whose}-nsg-${locationLabel(placement)}`;
    return names.of("network security group", `${suffix}-${whose}`, defaultName);
  }

  private get defaultTableName(): string {
    const { names, name, suffix } = this.network;
    const subnet = `${this.name.replace(/Subnet$/, "")}Subnet`;
    return names.of("route table", `${subnet}-${suffix}`, `rt-${subnet}-${name.replace(/^vnet-/, "")}`);
  }

  private declared(): Partial<Declaration> {
    const group = groupScope(this.network.placement.resourceGroup);
    const nested = this.props.givenBy !== undefined;
    const name = (kind: NameKind, prop: string, value: string | undefined, scope: string): NameDeclaration[] =>
      value === undefined ? [] : named(this.at(prop), kind, value, scope);
    return {
      names: [
        ...name("subnet", nested ? "subnetName" : "name", this.ownSubnet?.nameInput, this.network.node.path),
        ...name("network security group", "networkSecurityGroupName", this.networkSecurityGroup?.nameInput, group),
        ...name("route table", "routeTableName", this.routeTable?.nameInput, group),
      ],
      clients:
        this.props.internetTraffic === "tunnelled"
          ? [{ path: this.node.path, network: this.network.node.path, subnetName: known(this.props.name) }]
          : [],
      exemptSubnets:
        this.props.internetTraffic === "exempt"
          ? [{ path: this.node.path, network: this.network.node.path, subnetName: known(this.props.name) }]
          : [],
      securityGroups: this.rules
        ? [
            {
              path: this.node.path,
              network: this.network.node.path,
              subnetName: known(this.props.name),
              rules: this.rules.map(({ rule, at, sourcesAt }) => securityRuleDeclaration(rule, at, sourcesAt)),
            },
          ]
        : [],
    };
  }

  private at(prop: string): Place {
    return { path: this.props.givenBy ?? this.node.path, prop };
  }
}
