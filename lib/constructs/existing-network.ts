import { DataAzurermVirtualNetwork } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-network";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find } from "./existing";
import { guardExistingNetwork } from "./internal/preconditions";
import { parseProps, type PropsSchema, tags, texts } from "./internal/props-schema";

/** Props of {@link Network.fromExisting}. */
export interface ExistingNetworkProps extends ExistingProps {
  /**
   * IPv4 prefixes of the VNet in CIDR notation. The first one is where subnets whose prefixes are not given are placed.
   * The plan fails if the VNet has others.
   */
  readonly addressSpace: readonly string[];
  /**
   * Subnets that exist in the VNet: their prefixes by name. GatewaySubnet and RouteServerSubnet are used if they are
   * listed, and created if they are not; all others only keep their addresses and names. The plan fails if one is missing.
   * @default - none: every subnet is created
   */
  readonly subnets?: Record<string, string>;
}

const SCHEMA: PropsSchema<ExistingNetworkProps> = {
  ...EXISTING_SCHEMA,
  addressSpace: texts,
  subnets: tags,
};

/** A VNet that exists, for the prop `network` of a hub or site. Nothing in it is changed or destroyed. */
export class ExistingNetwork extends Construct {
  /** Azure id of the VNet. */
  public readonly id: string;
  /** Name in Azure. */
  public readonly name: string;
  /** Name of the resource group that the VNet is in: subnets are created there. */
  public readonly resourceGroupName: string;
  /** IPv4 prefixes of the VNet, as given. */
  public readonly addressSpace: readonly string[];
  /** Prefixes of the subnets that exist, by name. */
  public readonly subnets: Readonly<Record<string, string>>;

  /** Called by {@link Network.fromExisting}. */
  public constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { resource, name, resourceGroupName } = find(this, "virtualNetworks", own);
    this.addressSpace = own.addressSpace ?? [];
    this.subnets = own.subnets ?? {};
    const vnet = resource ?? new DataAzurermVirtualNetwork(this, "vnet", { name, resourceGroupName });
    // A token for the whole list is compared, too.
    if (vnet instanceof DataAzurermVirtualNetwork)
      guardExistingNetwork(vnet, this.addressSpace, Object.keys(this.subnets));
    this.id = vnet.id;
    this.name = name;
    this.resourceGroupName = resourceGroupName;
  }
}
