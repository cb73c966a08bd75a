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

/** Settings of the VNet of a hub or site. */
export interface NetworkOptions extends PlacementProps {
  /**
   * End of the default names: "hub00" gives vnet-hub00, ergw-hub00 and vm-hub00. The names of the jump server end in
   * what follows "hub": vm-jump00.
   * @default - the construct's id
   */
  readonly name?: string;
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
   * IPv4 addresses of DNS servers, at most 20.
   * @default - Azure's DNS
   * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits
   */
  readonly dnsServers?: readonly string[];
}

/** Schema of {@link NetworkOptions}. */
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

/** The VNet of a hub or site, with its subnets. */
export class Network extends Construct implements INetwork {
  /** azurerm's resource of the VNet. */
  public readonly virtualNetwork: VirtualNetwork;
  /**
   * Reached when every subnet is associated with its network security group and route table. Azure runs one operation
   * on a VNet at a time, so gateways, which take long, wait for this.
   * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/10582
   */
  public readonly settled = new Readiness();
  /** Name in Azure, as given. */
  public readonly name: string;
  /** A reference to the name: a resource that uses it waits for the VNet. */
  public readonly reference: string;
  /** End of the default names of the hub or site. */
  public readonly suffix: string;
  /** Prefixes of the subnets whose prefixes are not given. */
  public readonly plan: AddressPlan;
  /** Resource group, location and tags of everything in the VNet. */
  public readonly placement: Placement;
  private readonly subnets: Subnet[] = [];

  /**
   * Called by a hub or site.
   * @param owner the hub or site that the props belong to.
   * @param id construct id.
   * @param options the props.
   * @param defaultAddressSpace the address space if the props have none.
   * @throws ForcedTunnelingError if the resource group is missing. All other mistakes are reported at synthesis.
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
    // Read once: each read makes cdktf store a call stack.
    this.reference = this.virtualNetwork.name;
    addressSpace.forEach((prefix) => guardAddressSpace(this.virtualNetwork, prefix));
    const at = (prop: string): Place => ({ path: owner.node.path, prop });
    declare(this, () => ({
      names: [
        ...(options.name === undefined ? [] : named(at("name"), "hub or site", options.name, owner.node.path)),
        ...named(at("virtualNetworkName"), "virtual network", this.name, groupScope(this.placement.resourceGroup)),
      ],
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
   * Adds a subnet, for machines of your own. All mistakes are reported at synthesis.
   * @param id construct id; part of the subnet's Terraform address.
   * @param props name, prefix, security rules and routes.
   */
  public addSubnet(id: string, props: SubnetProps): Subnet {
    const subnet = new Subnet(this, id, this, props);
    this.subnets.push(subnet);
    return subnet;
  }
}
