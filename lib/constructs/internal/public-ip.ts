import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import type { Placement } from "../resource-group";
import { resourceList } from "./tokens";

/**
 * A public IP with SKU Standard, which is always static. Azure has retired the Basic SKU.
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
 */
export function publicIp(
  scope: Construct,
  common: Placement["common"],
  name: string,
  zones: readonly string[] | undefined,
  id = "pip",
): PublicIp {
  return new PublicIp(scope, id, {
    ...common,
    name,
    sku: "Standard",
    allocationMethod: "Static",
    zones: zones && resourceList(zones),
  });
}
