import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import type { Placement } from "../resource-group";
import { resourceList } from "./tokens";

/** A public IP of the one kind that Azure still makes: standard, and so static. */
export function publicIp(
  scope: Construct,
  common: Placement["common"],
  name: string,
  zones: readonly string[] | undefined,
): PublicIp {
  return new PublicIp(scope, "pip", {
    ...common,
    name,
    sku: "Standard",
    allocationMethod: "Static",
    zones: zones && resourceList(zones),
  });
}
