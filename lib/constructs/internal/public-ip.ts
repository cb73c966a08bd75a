import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import type { Placement } from "../resource-group";
import type { INetwork } from "../subnet";
import { resourceList } from "./tokens";

/** What differs between public IPs. */
export interface PublicIpOptions {
  readonly name: string;
  readonly zones: readonly string[] | undefined;
}

/**
 * A public IP with SKU Standard, which is always static. Azure has retired the Basic SKU.
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
 */
export function publicIp(
  scope: Construct,
  { diagnostics }: INetwork,
  common: Placement["common"],
  { name, zones }: PublicIpOptions,
  id = "pip",
): PublicIp {
  const address = new PublicIp(scope, id, {
    ...common,
    name,
    sku: "Standard",
    allocationMethod: "Static",
    zones: zones && resourceList(zones),
  });
  diagnostics.of(scope, "public IP", address, name);
  return address;
}
