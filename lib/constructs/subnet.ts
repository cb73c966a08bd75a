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
import { guardSubnetSize } from "./internal/preconditions";
import { groupScope, locationLabel, type Placement } from "./resource-group";
import { DEFAULT_ROUTE_TO_INTERNET, ROUTE_SCHEMA, type RouteProps, routeBlock, routeDeclaration } from "./route";
import type { Declaration, NameDeclaration, NameKind, Place, SubnetDeclaration } from "../rules/declaration";
import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../domain/reserved-subnet";
import {
  type Opening,
  openingRule,
  OWN_SECURITY_RULE_SCHEMA,
  type OwnSecurityRule,
  SECURITY_RULE_SCHEMA,
  type SecurityRuleProps,
  securityRuleBlock,
  securityRuleDeclaration,
  withPorts,
} from "./security-rule";
import { flag, objects, oneOf, type PropsSchema, parseProps, text } from "./internal/props-schema";
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

/** Props of a {@link Subnet}. */
export interface SubnetProps {
  /** Name of the subnet in Azure. */
  readonly name: string;
  /**
   * IPv4 prefix in CIDR notation, inside the VNet: at least /29, GatewaySubnet at least /27, RouteServerSubnet at least
   * /26.
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
   * @see https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal
   */
  readonly prefix: string;
  /**
   * Rules of the subnet's network security group. An empty list creates a group with Azure's default rules only.
   * @default - no network security group: all traffic that reaches the subnet is allowed
   */
  readonly securityRules?: readonly SecurityRuleProps[];
  /**
   * Name of the network security group.
   * @default "<vnet>-<subnet>-nsg-<location>"
   */
  readonly networkSecurityGroupName?: string;
  /**
   * What is meant for the internet traffic of the subnet's machines. "tunnelled": they follow the learned default route,
   * and a route past the NVA is an error. "exempt": they leave by a route 0.0.0.0/0 to Internet, as the jump server
   * does, and need a public IP or NAT gateway.
   * @default - nothing is meant: the routes decide
   */
  readonly internetTraffic?: "tunnelled" | "exempt";
  /**
   * Routes of the subnet's route table. An empty list creates a route table without routes.
   * @default - no route table: the subnet uses the routes that the VNet's gateway and Route Server learn; with
   * `internetTraffic: "exempt"`, 0_0_0_0_0: 0.0.0.0/0 to Internet
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Name of the route table.
   * @default "rt-<subnet>Subnet-<name>" - the name of the VNet without "vnet-": rt-appsSubnet-hub00
   */
  readonly routeTableName?: string;
  /**
   * Whether the subnet uses the routes that gateway and Route Server learn. With false, a route table is created even
   * if no routes are given, because the setting belongs to it.
   * @default true
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Default outbound access: whether machines without a public IP reach the internet with an address that Azure
   * assigns.
   * @default false - outbound traffic needs a route and an outbound address; Azure's default for GatewaySubnet and
   * RouteServerSubnet
   * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
   */
  readonly defaultOutboundAccess?: boolean;
  /**
   * The library's own rules, in addition to the user's.
   * @internal
   */
  readonly ownRules?: readonly OwnSecurityRule[];
  /**
   * Path of the construct that the user gave these props to.
   * @internal
   */
  readonly givenBy?: string;
  /**
   * Name of the prop in which the user gave the prefix.
   * @internal
   */
  readonly givenAs?: string;
}

const SCHEMA: PropsSchema<SubnetProps> = {
  name: text,
  prefix: text,
  securityRules: objects(SECURITY_RULE_SCHEMA),
  networkSecurityGroupName: text,
  internetTraffic: oneOf("tunnelled", "exempt"),
  routes: objects(ROUTE_SCHEMA),
  routeTableName: text,
  gatewayRoutes: flag,
  defaultOutboundAccess: flag,
  ownRules: objects(OWN_SECURITY_RULE_SCHEMA),
  givenBy: text,
  givenAs: text,
};

/** Subnets of Azure's own services. */
const MANAGED = [GATEWAY_SUBNET, ROUTE_SERVER_SUBNET];

/** A subnet with its network security group and route table. Create one with {@link Network.addSubnet}. */
export class Subnet extends Construct {
  /** azurerm's resource of the subnet. */
  public readonly subnet: AzureSubnet;
  /** Azure id of the subnet; known after apply. */
  public readonly id: string;
  /** azurerm's resource of the network security group; undefined if no rules were given. */
  public readonly networkSecurityGroup: NetworkSecurityGroup | undefined;
  /** azurerm's resource of the route table; undefined if no routes were given and `gatewayRoutes` is not false. */
  public readonly routeTable: RouteTable | undefined;
  /** Reached when network security group and route table are associated. Machines in the subnet wait for it. */
  public readonly protected = new Readiness();

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
    const { name = id, prefix = "", ...rest } = parseProps(this, given, SCHEMA);
    const props = {
      ...rest,
      name,
      prefix,
      routes: rest.routes ?? (rest.internetTraffic === "exempt" ? [DEFAULT_ROUTE_TO_INTERNET] : undefined),
    };
    this.props = props;
    const { common } = network.placement;
    this.subnet = new AzureSubnet(this, "subnet", {
      name: props.name,
      resourceGroupName: network.resourceGroupName,
      virtualNetworkName: network.reference,
      addressPrefixes: [props.prefix],
      defaultOutboundAccessEnabled: props.defaultOutboundAccess ?? (MANAGED.includes(props.name) ? undefined : false),
    });
    this.id = this.subnet.id;
    guardSubnetSize(this.subnet, props.name, props.prefix);
    this.protected.needs(this.subnet);
    network.settled.needs(this.protected);

    if (this.rules) {
      const groupName = props.networkSecurityGroupName ?? this.defaultGroupName;
      this.networkSecurityGroup = new NetworkSecurityGroup(this, "nsg", {
        ...common,
        name: groupName,
        securityRule: this.rules.map(({ rule }) => securityRuleBlock(rule)),
      });
      network.diagnostics.of(this, "network security group", this.networkSecurityGroup, groupName);
      this.attachGroup(this.networkSecurityGroup);
    }
    const routes = props.routes ?? (props.gatewayRoutes === false ? [] : undefined);
    if (routes) {
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
    return {
      at: this.at(this.props.givenAs ?? (this.props.givenBy === undefined ? "prefix" : "subnetPrefix")),
      name: known(this.props.name),
      prefix: known(this.props.prefix),
      networkSecurityGroup: this.networkSecurityGroup !== undefined,
      routes:
        this.routeTable && (this.props.routes ?? []).map((route, i) => routeDeclaration(route, this.at(`routes.${i}`))),
      gatewayRoutes: this.props.gatewayRoutes ?? true,
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

  private get defaultGroupName(): string {
    const { names, name, suffix, placement } = this.network;
    const defaultName = `${name}-${this.name}-nsg-${locationLabel(placement)}`;
    return names.of("network security group", `${suffix}-${this.name}`, defaultName);
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
        ...name("subnet", nested ? "subnetName" : "name", this.props.name, this.network.node.path),
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
