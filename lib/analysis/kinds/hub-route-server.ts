import type { Resource } from "../terraform/resource";
import type { KindContext } from "./kind";

/** The type of virtual hubs, and of Route Servers in the form in which Azure keeps them. */
export const HUB_TYPE = "azurerm_virtual_hub";

/**
 * The virtual hubs that are Route Servers: without a Virtual WAN, and with an address in a subnet of a VNet (row 14.13).
 * Each with the resource that puts it there.
 */
export const routeServerHubs = (resources: KindContext): ReadonlyMap<Resource, Resource> =>
  new Map(
    resources.of("azurerm_virtual_hub_ip").flatMap((address) => {
      const hub = resources.resolve(address.configured("virtual_hub_id"), HUB_TYPE);
      return hub && isWithoutWan(hub) ? [[hub, address] as const] : [];
    }),
  );

const isWithoutWan = (hub: Resource): boolean => [null, ""].includes(hub.configured("virtual_wan_id") as string | null);
