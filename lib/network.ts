import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Construct } from "constructs";
import { declare } from "./declarations";
import { guardAddressSpace } from "./preconditions";
import { groupScope, type Placement } from "./resource-group";
import type { NameDeclaration, Place } from "./rules/declaration";
import { Subnet, type SubnetProps } from "./subnet";
import { Readiness } from "./terraform/readiness";
import { known } from "./terraform/tokens";

/** Props of a {@link Network}. */
export interface NetworkProps extends Placement {
  readonly name: string;
  /** IPv4 prefixes in CIDR notation, the first one the main one. */
  readonly addressSpaces: readonly string[];
  /** Addresses of DNS servers; empty: Azure's own. */
  readonly dnsServers: readonly string[];
  /** Where the user of the surrounding construct gave all this. */
  readonly owner: Construct;
}

/** A VNet with its subnets; made by a hub or a site. */
export class Network extends Construct {
  /** The VNet itself. */
  public readonly virtualNetwork: VirtualNetwork;
  /**
   * Reached when every subnet has its security group and route table. Azure runs one operation on a VNet at a time, so what takes
   * long in it (gateways) waits for this.
   * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/10582
   */
  public readonly settled = new Readiness();
  private readonly subnets: Subnet[] = [];

  /** The name as given. */
  public get name(): string {
    return this.props.name;
  }

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkProps,
  ) {
    super(scope, id);
    this.virtualNetwork = new VirtualNetwork(this, "vnet", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: props.location,
      tags: props.tags,
      addressSpace: [...props.addressSpaces],
      dnsServers: props.dnsServers.length > 0 ? [...props.dnsServers] : undefined,
    });
    props.addressSpaces.forEach((prefix) => guardAddressSpace(this.virtualNetwork, prefix));
    declare(this, () => ({
      names: named(this.at("virtualNetworkName"), "virtual network", props.name, groupScope(props.resourceGroup)),
      networks: [
        {
          path: this.node.path,
          name: known(props.name),
          spaces: props.addressSpaces.map((prefix, i) => ({
            at: this.at(i === 0 ? "addressSpace" : `moreAddressSpaces.${i - 1}`),
            prefix: known(prefix),
          })),
          dnsServers: props.dnsServers.map((address, i) => ({ at: this.at(`dnsServers.${i}`), address: known(address) })),
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

  /** The placement of everything in this VNet. */
  public get placement(): Placement {
    return this.props;
  }

  private at(prop: string): Place {
    return { path: this.props.owner.node.path, prop };
  }
}

/** The declaration of a name, where it is known. */
export function named(at: Place, kind: NameDeclaration["kind"], name: string, scope: string): NameDeclaration[] {
  return known(name) === undefined ? [] : [{ at, kind, name, scope }];
}
