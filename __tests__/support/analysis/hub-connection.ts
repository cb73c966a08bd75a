import type { VirtualHubConnection } from "../../../lib/analysis/kinds/virtual-hub-connection";

/** A connection of the network "hub" to a virtual hub that the files do not hold. */
export const connectionElsewhere = (id: string, changes: Partial<VirtualHubConnection> = {}): VirtualHubConnection => ({
  id,
  name: id,
  network: "hub",
  hub: "elsewhere",
  internetSecurity: true,
  routing: { propagatesTo: [], labels: ["default"] },
  staticRoutes: [],
  propagatesStatic: true,
  localOverride: "Contains",
  ...changes,
});
