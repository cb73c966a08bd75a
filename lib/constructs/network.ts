import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { type AddressPlan, addressPlan } from "./internal/address-plan";
import { declare, named, tagged } from "./internal/declaration-registry";
import { guardAddressSpace } from "./internal/preconditions";
import { groupScope, type Placement, placement, type PlacementProps } from "./resource-group";
import type { Place } from "../rules/declaration";
import { anyConstruct, type PropsSchema, tags, text, texts } from "./internal/props-schema";
import { type INetwork, Subnet, type SubnetProps } from "./subnet";
import { Readiness } from "./readiness";
import { hcl } from "./internal/hcl";
import { resourceList, isToken, known } from "./internal/tokens";

/** What can be chosen of the VNet of a hub or a site. */
export interface NetworkOptions extends PlacementProps {
  /**
   * What the default names end in: vnet-hub00, ergw-hub00, vm-hub00. The jump server's end in what follows "hub":
   * vm-jump00.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * IPv4 prefix of the VNet in CIDR notation, inside RFC 1918. The subnets follow it unless they are given.
   * @default - 10.0.0.0/16 for a hub, 10.100.0.0/16 for a site
   */
  readonly addressSpace?: string;
  /**
   * Further prefixes of the VNet.
   * @default - none
   */
  readonly moreAddressSpaces?: readonly string[];
  /**
   * Name of the VNet.
   * @default "vnet-<name>"
   */
  readonly virtualNetworkName?: string;
  /**
   * Addresses of DNS servers, at most 20 (Azure).
   * @default - Azure's own
   */
  readonly dnsServers?: readonly string[];
}

export const NETWORK_SCHEMA: PropsSchema<NetworkOptions> = {
  resourceGroup: anyConstruct,
  location: text,
  tags,
  name: text,
  addressSpace: text,
  moreAddressSpaces: texts,
  virtualNetworkName: text,
  dnsServers: texts,
};

/** A VNet with its subnets; made by a hub or a site. */
export class Network extends Construct implements INetwork {
  /** The VNet itself. */
  public readonly virtualNetwork: VirtualNetwork;
  /**
   * Reached when every subnet has its security group and route table. Azure runs one operation on a VNet at a time, so
   * what takes long in it (gateways) waits for this.
   * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/10582
   */
  public readonly settled = new Readiness();
  /** Its name in Azure, as given. */
  public readonly name: string;
  /** A reference to its name, which makes a resource wait for the VNet. */
  public readonly reference: string;
  /** What the default names of the hub or site end in. */
  public readonly suffix: string;
  /** Where its subnets lie unless they are given. */
  public readonly plan: AddressPlan;
  /** Where everything in it is created. */
  public readonly placement: Placement;
  private readonly subnets: Subnet[] = [];

  /**
   * @param owner the hub or site whose props these are.
   * @throws ForcedTunnelingError where the resource group is missing.
   */
  public constructor(owner: Construct, id: string, options: Partial<NetworkOptions>, defaultAddressSpace: string) {
    super(owner, id);
    this.placement = placement(owner, options);
    this.suffix = options.name ?? owner.node.id;
    this.name = options.virtualNetworkName ?? `vnet-${this.suffix}`;
    const main = options.addressSpace ?? defaultAddressSpace;
    const more = options.moreAddressSpaces ?? [];
    const addressSpace = isToken(more) ? [main] : [main, ...more];
    this.plan = addressPlan(main);
    this.virtualNetwork = new VirtualNetwork(this, "vnet", {
      ...this.placement.common,
      name: this.name,
      addressSpace: isToken(more) ? Token.asList(hcl`concat(${[main]}, ${more})`) : addressSpace,
      dnsServers: options.dnsServers?.length ? resourceList(options.dnsServers) : undefined,
    });
    // Read once: cdktf creates a reference at each reading, and keeps the call stack with it.
    this.reference = this.virtualNetwork.name;
    addressSpace.forEach((prefix) => guardAddressSpace(this.virtualNetwork, prefix));
    const at = (prop: string): Place => ({ path: owner.node.path, prop });
    declare(this, () => ({
      names: named(at("virtualNetworkName"), "virtual network", this.name, groupScope(this.placement.resourceGroup)),
      tags: tagged(at("tags"), options.tags),
      networks: [
        {
          path: this.node.path,
          name: known(this.name),
          spaces: (isToken(more) ? [main, undefined] : addressSpace).map((prefix, i) => ({
            at: at(i === 0 ? "addressSpace" : `moreAddressSpaces.${i - 1}`),
            prefix: prefix === undefined ? undefined : known(prefix),
          })),
          dnsServers: (isToken(options.dnsServers) ? [] : (options.dnsServers ?? [])).map((address, i) => ({
            at: at(`dnsServers.${i}`),
            address: known(address),
          })),
          subnets: this.subnets.map((subnet) => subnet.declaration()),
        },
      ],
    }));
  }

  /**
   * Adds a subnet, for machines of your own.
   * @param id construct id; part of the subnet's Terraform address.
   */
  public addSubnet(id: string, props: SubnetProps): Subnet {
    const subnet = new Subnet(this, id, this, props);
    this.subnets.push(subnet);
    return subnet;
  }
}
