import type { Acceptance, RuleConfiguration } from "../../findings/configuration";
import { componentNamed } from "../../analysis/model/find";
import type { Component, Topology } from "../../analysis/model/azure";
import { onlyWithName } from "../../domain/by-name";
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
  const networkNames = new Map(networks.map((network) => [network.id, network.name]));
  return onlyWithName(subnets, name, (subnet) => [`${networkNames.get(subnet.network)}/${subnet.name}`]);
}

/** A resource that is not modelled is not a component. */
const unreadNamed = ({ unread }: Topology, name: string): Component | undefined =>
  onlyWithName(unread, name, (resource) => [resource.id, resource.path]) ??
  onlyWithName(unread, name, (resource) => [resource.name]);
