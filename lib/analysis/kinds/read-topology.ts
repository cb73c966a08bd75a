import type { Assumptions } from "../model/assumptions";
import type { Component } from "../model/component";
import type { InputFile } from "../terraform/input-file";
import { ReadContext } from "../terraform/read-context";
import { readSources } from "../terraform/sources/read-sources";
import { type ComponentLists, isModelled } from "./all-kinds";
import { ALL_READERS, COMPUTED_ATTRIBUTES } from "./all-readers";
import { readOnPremises } from "./on-premises";
import { byId } from "./resource-index";
import type { Topology } from "./topology";
import { TopologyReader } from "./topology-reader";

/**
 * Reads the topology of a configuration (`cdk.tf.json`, any `*.tf.json`), of a plan or of a state (`terraform show
 * -json`). Several files are one topology: stacks that belong together.
 * @param assumptions what Terraform does not say
 * @throws TopologyError where a file cannot be read, or an assumption names what is not there
 */
export function readTopology(files: readonly InputFile[], assumptions: Assumptions = {}): Topology {
  const context = new ReadContext(assumptions.values, COMPUTED_ATTRIBUTES);
  const resources = readSources(files, context)
    .flatMap((source) => source.resources)
    .sort(byId);
  const lists = readLists(new TopologyReader(resources, context, assumptions));
  const managed = resources.filter(({ data }) => !data);
  for (const { id, type } of managed)
    if (CHANGES_OTHERS.test(type)) context.note("unread", id, "what it changes of networks is not read");
  return {
    ...lists,
    onPremises: readOnPremises(assumptions.onPremises ?? [], lists),
    others: managed.filter(({ type }) => !isModelled(type)).map(({ id, type }) => ({ id, type })),
    notes: context.notes(),
  };
}

/** Types that change what other resources say, in ways of their own. */
const CHANGES_OTHERS = /^(azapi_|azurerm_network_manager_(admin_rule|deployment|routing))/;

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
