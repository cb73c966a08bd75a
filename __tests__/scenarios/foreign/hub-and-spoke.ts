import { Azure, type Attributes, type MachineOptions, type Route } from "../../support/analysis/azure";

/** Forwards, and translates all that it forwards. */
export const ROUTER = [
  "#!/bin/bash",
  "sysctl -w net.ipv4.ip_forward=1",
  "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
].join("\n");

/** What of a hub and its spoke a situation changes. */
export interface HubAndSpoke {
  readonly nva?: MachineOptions;
  readonly routes?: readonly Route[];
  readonly table?: Attributes;
}

/** The way most people tunnel: vm-app at 10.1.0.4 in a spoke, a UDR to vm-nva at 10.0.0.4 in the hub. No BGP. */
export function hubAndSpoke({ nva, routes = [["0.0.0.0/0", "10.0.0.4"]], table }: HubAndSpoke = {}): Azure {
  return new Azure()
    .vnet("hub", "10.0.0.0/16")
    .subnet("hub", "nva", "10.0.0.0/24")
    .vnet("spoke", "10.1.0.0/16")
    .subnet("spoke", "app", "10.1.0.0/24", { default_outbound_access_enabled: true })
    .vm("app", "spoke_app", { address: "10.1.0.4" })
    .vm("nva", "hub_nva", { address: "10.0.0.4", publicIp: true, forwarding: true, userData: ROUTER, ...nva })
    .peering("hub", "spoke")
    .peering("spoke", "hub")
    .table("spoke_app", routes, table);
}

const NETWORK =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-shared/providers/Microsoft.Network";

/** The id of something that another configuration makes. */
export const elsewhere = (type: string, name: string): string => `${NETWORK}/${type}/${name}`;
