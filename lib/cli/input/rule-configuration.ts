import type { Acceptance, RuleConfiguration } from "../../findings/configuration";
import { componentNamed } from "../../analysis/model/find";
import type { Component, Topology } from "../../analysis/model/azure";
import type { Project } from "./project-file";

/**
 * What the project and the command line decide about rules; acceptances have the ids of their components.
 * @throws TopologyError where a component does not exist
 */
export const ruleConfiguration = (
  topology: Topology,
  { accept, severity }: Pick<Project, "accept" | "severity">,
  more: readonly Acceptance[] = [],
): RuleConfiguration => ({ accept: resolved(topology, [...more, ...accept]), severity });

const resolved = (topology: Topology, acceptances: readonly Acceptance[]): Acceptance[] =>
  acceptances.map(({ at, ...rest }) =>
    at === undefined
      ? rest
      : { ...rest, at: (subnetNamed(topology, at) ?? unreadNamed(topology, at) ?? componentNamed(topology, at)).id },
  );

/** By the name that answers have for it: "vnet-hub100/nva". */
function subnetNamed({ networks, subnets }: Topology, name: string): Component | undefined {
  return subnets.find((subnet) =>
    networks.some((network) => network.id === subnet.network && `${network.name}/${subnet.name}` === name),
  );
}

/** A resource that is not modelled is not a component. */
const unreadNamed = ({ unread }: Topology, name: string): Component | undefined =>
  unread.find((resource) => resource.id === name || resource.path === name || resource.name === name);
