import { facts } from "../facts";
import type { Subnet, Topology } from "../model/azure";
import { edited } from "../model/repair";
import type { TopologyIndex } from "../model/topology-index";
import type { RepairableFault } from "./repairable-fault";

/** A machine learns the default route that it advertises itself, and no UDR takes precedence over it (row 8.8). */
export const ownDefault = (index: TopologyIndex, subnet: Subnet, hop: string): RepairableFault => ({
  reason: "own-default",
  text: `${index.subnetName(subnet)} learns the default route that ${hop} itself advertises, so what ${hop} forwards comes back to it`,
  at: subnet.id,
  hop,
  got: subnet.routeTable === undefined ? "no route table" : "a route table without 0.0.0.0/0",
  want: "a UDR 0.0.0.0/0 -> Internet, which takes precedence over BGP",
  fix:
    subnet.routeTable === undefined
      ? "associate a route table with the route 0.0.0.0/0 -> Internet"
      : `add the route 0.0.0.0/0 -> Internet to ${index.routeTables.get(subnet.routeTable)?.name ?? "its route table"}`,
  facts: facts("8.8", "2.1"),
  repair: (topology) => withDefaultToInternet(topology, subnet),
});

/** Any other loop: of UDRs, or of several machines. @param stations names, the one that comes again last */
export const forwardingLoop = (at: string, hop: string, stations: readonly string[]): RepairableFault => ({
  reason: "own-default",
  text: `the packet reaches ${hop} again: ${stations.join(" -> ")}`,
  at,
  hop,
  got: stations.join(" -> "),
  want: "a path that leaves the loop",
  fix: `change the route that leads from ${stations.filter((station) => station !== hop).at(-1) ?? hop} to ${hop}`,
  facts: facts("8.8"),
});

function withDefaultToInternet(topology: Topology, subnet: Subnet): Topology {
  const id = `repaired ${subnet.id}`;
  const table = topology.routeTables.find((one) => one.id === subnet.routeTable);
  const route = { name: "repaired", prefix: "0.0.0.0/0", nextHopType: "Internet" };
  const repaired = {
    ...(table ?? { name: id, propagation: true, routes: [] }),
    id,
    routes: [...(table?.routes ?? []), route],
  };
  return {
    ...edited(topology, "subnets", subnet.id, { routeTable: id }),
    routeTables: [...topology.routeTables, repaired],
  };
}
