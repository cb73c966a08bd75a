import type { Topology } from "../../model/azure";
import type { Refusal } from "./refusal";

/** Nodes of clusters with userDefinedRouting in a subnet without a route table (row 5.10). */
export const nodesWithoutRouteTable = (topology: Topology): Refusal[] =>
  topology.machines
    .filter(({ needsRouteTable }) => needsRouteTable)
    .flatMap(({ id, name, nics: [nic] }): Refusal[] => {
      const home = topology.nics.find((one) => one.id === nic)?.subnet;
      const subnet = topology.subnets.find((one) => one.id === home);
      const network = topology.networks.find((one) => one.id === subnet?.network);
      if (
        !subnet ||
        !network ||
        network.outside ||
        subnet.routeTable !== undefined ||
        subnet.conditional?.some((one) => one.with === "routeTable")
      )
        return [];
      return [
        {
          networks: [subnet.network],
          at: id,
          text: `${name} has the outbound type userDefinedRouting, and its subnet has no route table`,
          got: `${network.name}/${subnet.name} without a route table`,
          want: "a route table with a route 0.0.0.0/0, as AKS requires it",
          fix: "associate a route table with the subnet before the cluster is created",
          row: "5.10",
        },
      ];
    });
