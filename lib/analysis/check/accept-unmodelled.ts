import { configured, type RuleConfiguration } from "../../findings/configuration";
import { findingOf } from "../../findings/evaluate";
import type { Topology } from "../model/azure";
import { components } from "../model/find";
import { notModelled } from "./rules/not-modelled";

/** The topology in which resources that are not modelled, and accepted as such, are taken to change nothing. */
export function acceptUnmodelled(topology: Topology, configuration: RuleConfiguration): Topology {
  if (topology.unread.length === 0 || !configuration.accept?.length) return topology;
  const findings = notModelled.check({ whole: topology }).map((reported) => findingOf(notModelled, reported));
  const reasons = new Map(
    configured(findings, configuration, namesIn(topology)).flatMap(({ at, accepted }) =>
      accepted === undefined ? [] : at.map((id) => [id, accepted] as const),
    ),
  );
  return {
    ...topology,
    unread: topology.unread.map((resource) => {
      const accepted = reasons.get(resource.id);
      return accepted === undefined ? resource : { ...resource, accepted };
    }),
  };
}

/** What a component, or what is not modelled, is called: id, Azure name, construct path. */
export function namesIn(topology: Topology): (id: string) => readonly string[] {
  const names = new Map(
    [...components(topology), ...topology.unread].map(({ id, name, path }) => [id, [id, name, path ?? id]] as const),
  );
  return (id) => names.get(id) ?? [id];
}
