import type { Acceptance } from "../../findings/configuration";
import { componentNamed } from "../../analysis/model/find";
import type { Component, Topology } from "../../analysis/model/azure";

/**
 * Acceptances with the ids of their components, whatever those are called.
 * @throws TopologyError where one is not there
 */
export const resolveAcceptances = (topology: Topology, acceptances: readonly Acceptance[]): Acceptance[] =>
  acceptances.map(({ at, ...rest }) =>
    at === undefined ? rest : { ...rest, at: (subnetNamed(topology, at) ?? componentNamed(topology, at)).id },
  );

/** By the name that answers have for it: "vnet-hub100/nva". */
function subnetNamed({ networks, subnets }: Topology, name: string): Component | undefined {
  return subnets.find((subnet) =>
    networks.some((network) => network.id === subnet.network && `${network.name}/${subnet.name}` === name),
  );
}
