import type { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { type AddressPlan, addressPlan } from "./internal/address-plan";
import { declare, named, tagged } from "./internal/declaration-registry";
import { DefaultNames, type NamingFunction } from "./internal/default-names";
import { Diagnostics } from "./internal/diagnostics";
import { flowLog } from "./internal/flow-log";
import { DIAGNOSTICS_SCHEMA, type DiagnosticsOptions, FLOW_LOG_SCHEMA, type FlowLogOptions } from "./monitoring";
import { guardAddressSpace } from "./internal/preconditions";
import { groupScope, type Placement, placement, type PlacementProps } from "./resource-group";
import { ExistingNetwork, type ExistingNetworkProps } from "./existing-network";
import { azurermVersion } from "./internal/one-step";
import { created } from "./internal/present";
import type { Place, SubnetDeclaration } from "../rules/declaration";
import {
  anyConstruct,
  callback,
  object,
  objects,
  oneOf,
  type PropsSchema,
  required,
  tags,
  text,
  texts,
} from "./internal/props-schema";
import { SECURITY_RULE_SCHEMA, type SecurityRuleProps } from "./security-rule";
import { EXISTING_SUBNET_CLASS, type ExistingSubnet, placeOf } from "./existing-subnet";
import { type INetwork, Subnet } from "./subnet";
import type { SubnetProps } from "./subnet-props";
import { Readiness } from "./readiness";
import { hcl } from "./internal/hcl";
import { resourceList, isToken, known } from "./internal/tokens";

/** Settings of the VNet of a hub or site. */
export interface NetworkOptions extends PlacementProps {
  /**
   * End of the default names: "hub00" gives vnet-hub00, ergw-hub00 and vm-hub00. The names of the jump server end in
   * what follows "hub": vm-jump00.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Names everything in the hub or site whose name is not given. A name that is given stays as it is. Azure's rules for
   * names are checked afterwards.
   * @default - the default names: vnet-hub00, ergw-hub00, vm-hub00
   */
  readonly naming?: NamingFunction;
  /**
   * Security rules of every network security group in the hub or site, in addition to those of its subnet. Their
   * priorities must be free in all of these groups: the library's own rules have 100 to 120, and 4096.
   * @default - none
   */
  readonly sharedSecurityRules?: readonly SecurityRuleProps[];
  /**
   * IPv4 prefix of the VNet in CIDR notation, inside RFC 1918. Subnets whose prefixes are not given are placed in it.
   * VNets on one circuit must not overlap.
   * @default - 10.0.0.0/16 for a hub, 10.100.0.0/16 for a site
   */
  readonly addressSpace?: string;
  /**
   * Further IPv4 prefixes of the VNet in CIDR notation, inside RFC 1918.
   * @default - none
   */
  readonly moreAddressSpaces?: readonly string[];
  /**
   * Name of the VNet.
   * @default "vnet-<name>"
   */
  readonly virtualNetworkName?: string;
  /**
   * A VNet that exists, from {@link Network.fromExisting}: subnets are added to it. Then `addressSpace`,
   * `moreAddressSpaces`, `virtualNetworkName` and `dnsServers` are not allowed: the VNet has its own.
   * @default - a VNet is created
   */
  readonly network?: ExistingNetwork;
  /**
   * IPv4 addresses of DNS servers, at most 20.
   * @default - Azure's DNS
   * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits
   */
  readonly dnsServers?: readonly string[];
  /**
   * Flow logs of the VNet, for example to see which flows the security groups deny. With a VNet that exists, it must not
   * have a flow log yet.
   * @default - none
   */
  readonly flowLogs?: FlowLogOptions;
  /**
   * Diagnostic settings of the gateway, the public IPs and the network security groups that are created in the hub or
   * site. Azure has neither logs nor exportable metrics of Route Servers.
   * @default - none
   */
  readonly diagnostics?: DiagnosticsOptions;
  /**
   * Whether a subnet is created together with its network security group and route table, in one request, or associated
   * with them afterwards. "one-step" is for subscriptions whose Azure Policy denies subnets without a group or table. It
   * needs azurerm 5 and Terraform 1.11 (write-only arguments).
   * @default "two-steps" - works with azurerm 4 and 5
   * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/subnet
   */
  readonly subnetCreation?: "one-step" | "two-steps";
}

/** Schema of {@link NetworkOptions}. */
export const NETWORK_SCHEMA: PropsSchema<NetworkOptions> = {
  resourceGroup: anyConstruct,
  location: text,
  tags,
  name: text,
  naming: callback,
  sharedSecurityRules: objects(SECURITY_RULE_SCHEMA),
  addressSpace: text,
  moreAddressSpaces: texts,
  virtualNetworkName: text,
  network: anyConstruct,
  dnsServers: texts,
  flowLogs: object(FLOW_LOG_SCHEMA),
  diagnostics: object(DIAGNOSTICS_SCHEMA),
  subnetCreation: oneOf("one-step", "two-steps"),
};

/** Props that an existing VNet decides. */
const DECIDED = ["addressSpace", "moreAddressSpaces", "virtualNetworkName", "dnsServers"] as const;

/** The VNet of a hub or site, with its subnets. */
export class Network extends Construct implements INetwork {
  /**
   * Refers to a VNet that exists, for the prop `network` of a hub or site. The VNet is not changed or destroyed; subnets
   * are added to it. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the VNet is found, its address space, and the subnets that exist.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingNetworkProps): ExistingNetwork {
    return new ExistingNetwork(scope, id, props);
  }

  /**
   * Reached when every subnet is associated with its network security group and route table. Azure runs one operation
   * on a VNet at a time, so gateways, which take long, wait for this.
   * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/10582
   */
  public readonly settled = new Readiness();
  /** Reached when every connection of the VNet's gateway and its peering with a site exist. */
  public readonly connected = new Readiness();
  /** Name in Azure, as given. */
  public readonly name: string;
  /** A reference to the name: a resource that uses it waits for the VNet. */
  public readonly reference: string;
  /** End of the default names of the hub or site. */
  public readonly suffix: string;
  /**
   * Where the default names of the hub or site are made.
   * @internal
   */
  public readonly names: DefaultNames;
  /**
   * Rules of every network security group, with the prop that they are given in.
   * @internal
   */
  public readonly sharedSecurityRules: INetwork["sharedSecurityRules"];
  /** azurerm's resource of the VNet's flow log; undefined without `flowLogs`. */
  public readonly flowLog: NetworkWatcherFlowLog | undefined;
  /**
   * Where the diagnostic settings of the hub or site are made.
   * @internal
   */
  public readonly diagnostics: Diagnostics;
  /**
   * Whether subnets are created together with their network security group and route table.
   * @internal
   */
  public readonly subnetsInOneStep: boolean;
  /** Prefixes of the subnets whose prefixes are not given. */
  public readonly plan: AddressPlan;
  /** Resource group, location and tags of everything in the VNet. */
  public readonly placement: Placement;
  private readonly ownVirtualNetwork: VirtualNetwork | undefined;
  private readonly existing: ExistingNetwork | undefined;
  private readonly subnets: Subnet[] = [];

  /**
   * Called by a hub or site.
   * @param owner the hub or site that the props belong to.
   * @param id construct id.
   * @param options the props.
   * @param defaultAddressSpace the address space if the props have none.
   * @throws ForcedTunnelingError if the resource group is missing, or `network` is not from {@link Network.fromExisting}.
   * All other mistakes are reported at synthesis.
   */
  public constructor(owner: Construct, id: string, options: Partial<NetworkOptions>, defaultAddressSpace: string) {
    super(owner, id);
    this.placement = placement(owner, options);
    this.suffix = options.name ?? owner.node.id;
    this.names = new DefaultNames(owner, options.naming);
    this.diagnostics = new Diagnostics(owner.node.path, this.names, options.diagnostics);
    this.sharedSecurityRules = (options.sharedSecurityRules ?? []).map((rule, i) => ({
      rule,
      at: { path: owner.node.path, prop: `sharedSecurityRules.${i}` },
    }));
    this.subnetsInOneStep = options.subnetCreation === "one-step";
    this.existing = existingOf(owner, options);
    this.name = this.existing?.name ?? options.virtualNetworkName ?? this.names.of("virtual network", this.suffix);
    const spaces = this.existing
      ? spacesOfExisting(this.existing)
      : spacesOf(owner, options.addressSpace ?? defaultAddressSpace, options.moreAddressSpaces);
    this.plan = addressPlan(spaces[0]?.prefix ?? defaultAddressSpace);
    if (!this.existing) this.ownVirtualNetwork = this.createVirtualNetwork(options, spaces);
    // Read once: each read makes cdktf store a call stack.
    this.reference = this.ownVirtualNetwork?.name ?? this.name;
    if (options.flowLogs) this.flowLog = flowLog(this, this, owner.node.path, options.flowLogs);
    const at = (prop: string): Place => ({ path: owner.node.path, prop });
    declare(this, () => ({
      names: [
        ...(options.name === undefined ? [] : named(at("name"), "hub or site", options.name, owner.node.path)),
        ...(this.existing
          ? []
          : named(at("virtualNetworkName"), "virtual network", this.name, groupScope(this.placement.resourceGroup))),
      ],
      tags: tagged(at("tags"), options.tags),
      monitoringIds: options.diagnostics
        ? [
            {
              at: at("diagnostics.logAnalyticsWorkspaceId"),
              kind: "Log Analytics workspace",
              id: this.diagnostics.workspace,
            },
          ]
        : [],
      oneStepNetworks: this.subnetsInOneStep
        ? [{ at: at("subnetCreation"), azurermVersion: azurermVersion(this) }]
        : [],
      networks: [
        {
          path: this.node.path,
          name: known(this.name),
          existing: this.existing !== undefined,
          existingSubnets: Object.keys(this.existing?.subnets ?? {}),
          spaces: spaces.map(({ prefix, ...one }) => ({
            ...one,
            prefix: prefix === undefined ? undefined : known(prefix),
          })),
          dnsServers: (isToken(options.dnsServers) ? [] : (options.dnsServers ?? [])).map((address, i) => ({
            at: at(`dnsServers.${i}`),
            address: known(address),
          })),
          subnets: [...this.existingSubnets(), ...this.subnets.map((subnet) => subnet.declaration())],
        },
      ],
    }));
  }

  /**
   * azurerm's resource of the VNet.
   * @throws ForcedTunnelingError if the VNet exists already: see {@link id} and {@link reference}.
   */
  public get virtualNetwork(): VirtualNetwork {
    return created(this, this.ownVirtualNetwork, {
      what: "VNet",
      instead: "id or name",
      got: `network: ${this.existing?.node.path}`,
    });
  }

  /** Azure id of the VNet; known after apply. */
  public get id(): string {
    return this.existing?.id ?? this.virtualNetwork.id;
  }

  /** Name of the resource group of the VNet and its subnets. */
  public get resourceGroupName(): string {
    return this.existing?.resourceGroupName ?? this.placement.common.resourceGroupName;
  }

  /**
   * Adds a subnet, for machines of your own. All mistakes are reported at synthesis.
   * @param id construct id; part of the subnet's Terraform address.
   * @param props name, prefix, security rules and routes.
   */
  public addSubnet(id: string, props: SubnetProps): Subnet {
    const subnet = new Subnet(this, id, this, props);
    this.subnets.push(subnet);
    return subnet;
  }

  /**
   * Uses a subnet that exists in the VNet, for machines of your own. All mistakes are reported at synthesis.
   * @param id construct id.
   * @param existing the subnet.
   * @param props rules of a network security group that each machine's network interface gets.
   * @throws ForcedTunnelingError if `existing` is not from {@link Subnet.fromExisting}.
   */
  public useSubnet(
    id: string,
    existing: ExistingSubnet,
    props: Pick<SubnetProps, "securityRules" | "networkSecurityGroupName"> = {},
  ): Subnet {
    const { type, made } = EXISTING_SUBNET_CLASS;
    required(this, "existing", existing, (value) => value instanceof type, "from Subnet.fromExisting", made);
    return this.addSubnet(id, { ...props, ...placeOf(existing) });
  }

  /**
   * A subnet of Azure's own services: the existing one, or a new one.
   * @internal
   */
  public reservedSubnet(id: string, props: SubnetProps): Pick<Subnet, "id" | "prefix"> {
    const prefix = this.existing?.subnets[props.name];
    return prefix === undefined ? this.addSubnet(id, props) : { id: `${this.id}/subnets/${props.name}`, prefix };
  }

  /**
   * Prefix of a subnet of Azure's own services: of the existing one, or as given or planned.
   * @internal
   */
  public reservedPrefix(name: string, planned: string): string {
    return this.existing?.subnets[name] ?? planned;
  }

  private createVirtualNetwork(options: Partial<NetworkOptions>, spaces: readonly Space[]): VirtualNetwork {
    const { moreAddressSpaces: more = [], dnsServers } = options;
    const main = spaces[0]!.prefix!;
    const vnet = new VirtualNetwork(this, "vnet", {
      ...this.placement.common,
      name: this.name,
      addressSpace: isToken(more) ? Token.asList(hcl`concat(${[main]}, ${more})`) : [main, ...more],
      dnsServers: dnsServers?.length ? resourceList(dnsServers) : undefined,
    });
    for (const { prefix } of spaces) if (prefix !== undefined) guardAddressSpace(vnet, prefix);
    return vnet;
  }

  /** Existing subnets keep their addresses; what is attached to them is not known. */
  private existingSubnets(): SubnetDeclaration[] {
    const { node, subnets = {} } = this.existing ?? {};
    const used = this.subnets.filter(({ existing }) => existing).map(({ name, prefix }) => `${name} ${prefix}`);
    return Object.entries(subnets)
      .filter(([name, prefix]) => !used.includes(`${name} ${prefix}`))
      .map(([name, prefix]) => ({
        at: { path: node!.path, prop: `subnets.${name}` },
        name,
        prefix: known(prefix),
        networkSecurityGroup: false,
        existing: undefined,
        routes: undefined,
        gatewayRoutes: true,
      }));
  }
}

/** A prefix of the address space; undefined: only known at apply how many there are. */
interface Space {
  readonly at: Place;
  readonly prefix: string | undefined;
}

function spacesOf({ node: { path } }: Construct, main: string, more: readonly string[] = []): readonly Space[] {
  const further: readonly (string | undefined)[] = isToken(more) ? [undefined] : more;
  return [
    { at: { path, prop: "addressSpace" }, prefix: main },
    ...further.map((prefix, i) => ({ at: { path, prop: `moreAddressSpaces.${i}` }, prefix })),
  ];
}

const spacesOfExisting = ({ node: { path }, addressSpace }: ExistingNetwork): readonly Space[] =>
  (isToken(addressSpace) ? [] : addressSpace).map((prefix, i) => ({ at: { path, prop: `addressSpace.${i}` }, prefix }));

/** The VNet that exists, if the props have one. What the VNet decides must not be given beside it. */
function existingOf(owner: Construct, options: Partial<NetworkOptions>): ExistingNetwork | undefined {
  if (options.network === undefined) return undefined;
  const existing = required(
    owner,
    "network",
    options.network,
    (value) => value instanceof ExistingNetwork,
    "from Network.fromExisting",
    'Network.fromExisting(stack, "network", { resource: …, addressSpace: ["…"] })',
  );
  const propProblems = DECIDED.filter((prop) => options[prop] !== undefined).map((prop) => ({
    at: { path: owner.node.path, prop },
    kind: "unknown" as const,
    got: `${prop} beside network`,
    want: `no ${prop}: the VNet ${existing.node.path} exists`,
    fix: `leave ${prop} out`,
  }));
  if (propProblems.length > 0) declare(owner, () => ({ propProblems }));
  return existing;
}
