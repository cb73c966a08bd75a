import type { Assumptions } from "../model/assumptions";
import type { Component } from "../model/component";
import type { InputFile } from "../terraform/input-file";
import { ReadContext } from "../terraform/read-context";
import { readSources } from "../terraform/sources/read-sources";
import type { ComponentLists } from "./all-kinds";
import { asProviderResource } from "./arm-resources";
import { ALL_READERS, COMPUTED_ATTRIBUTES } from "./all-readers";
import { readUnordered } from "./apply-order";
import { readOnPremises } from "./on-premises";
import { readDifferent } from "./differing-values";
import { readOwners } from "./owners";
import { byId } from "./resource-index";
import type { Topology } from "./topology";
import { TopologyReader } from "./topology-reader";
import { readUnread } from "./unread-resources";

/**
 * Reads the topology of a configuration (`cdk.tf.json`, any `*.tf.json`), of a plan or of a state (`terraform show
 * -json`). Several files are one topology: stacks that belong together.
 * @param assumptions what Terraform does not say
 * @throws TopologyError where a file cannot be read, or an assumption names what is not there
 */
export function readTopology(files: readonly InputFile[], assumptions: Assumptions = {}): Topology {
  const context = new ReadContext(assumptions.values, COMPUTED_ATTRIBUTES);
  const found = readSources(files, context).flatMap((source) => source.resources);
  const resources = found
    .filter(({ absent }) => !absent)
    .map((resource) => (resource.unread === undefined ? asProviderResource(resource, context) : resource))
    .sort(byId);
  const reader = new TopologyReader(
    {
      resources: resources.filter(({ unread }) => unread === undefined),
      absent: found.filter(({ absent, data }) => absent && !data),
    },
    context,
    assumptions,
  );
  const lists = readLists(reader);
  return {
    ...lists,
    onPremises: readOnPremises(assumptions.onPremises ?? [], lists),
    unread: readUnread(resources, context, { kinds: reader, readers: ALL_READERS }),
    resources: resources.flatMap(({ data, id, type }) => (data ? [] : [{ id, type }])),
    unordered: readUnordered(reader),
    twoOwners: readOwners(reader),
    ...answersIn(assumptions, context),
    different: readDifferent(resources),
    notes: context.notes(),
  };
}

function answersIn({ values = {} }: Assumptions, context: ReadContext): Pick<Topology, "answers" | "answersRead"> {
  const answers = Object.entries(values).filter(
    (entry): entry is [string, string | number | boolean] => typeof entry[1] !== "object",
  );
  if (answers.length === 0) return {};
  const read = answers.map(([expression]) => expression).filter((expression) => context.hasRead(expression));
  return { answers: Object.fromEntries(answers), ...(read.length > 0 && { answersRead: read }) };
}

function readLists(resources: TopologyReader): ComponentLists {
  // All kinds are read before any list is complete: what one of them names and the files do not hold is in another's.
  for (const reader of ALL_READERS) resources.components(reader);
  const aliases = new Map(
    ALL_READERS.flatMap((reader) =>
      resources.components(reader).flatMap((component) => reader.addressAliases?.(component, resources) ?? []),
    ),
  );
  const addressOf = (text: string): string => aliases.get(text) ?? text;
  const lists: readonly (readonly [string, readonly Component[]])[] = ALL_READERS.map((reader) => [
    reader.kind.list,
    resources.all(reader).map((component) => reader.withAddresses?.(component, addressOf) ?? component),
  ]);
  return Object.fromEntries(lists) as unknown as ComponentLists;
}
