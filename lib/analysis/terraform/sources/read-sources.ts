import type { InputFile } from "../input-file";
import type { ReadContext } from "../read-context";
import { objectAt } from "../json";
import { Configuration } from "./configuration";
import { contentOf, type Content } from "./content";
import { listed, listedRaw } from "./listed";
import { Plan } from "./plan";
import type { Source } from "./source";
import { stackName } from "./stack-name";
import { State } from "./state";

/** Reads files that make up one topology. @throws TopologyError */
export function readSources(files: readonly InputFile[], context: ReadContext): readonly Source[] {
  const contents = files.map(contentOf);
  const names = contents.map((content) => stackName(content));
  const sources = new Map<string, Source>();
  for (const [index, content] of contents.entries()) {
    const name = unused(names[index]!, sources);
    sources.set(name, sourceOf(content, name, contents.length > 1 ? `${name}:` : "", sources, context));
  }
  return [...sources.values()];
}

function sourceOf(
  content: Content,
  name: string,
  prefix: string,
  sources: ReadonlyMap<string, Source>,
  context: ReadContext,
): Source {
  const { kind, json } = content;
  switch (kind) {
    case "configuration":
      return new Configuration(json, name, prefix, sources, context);
    case "plan":
      return new Plan(json, name, prefix, context);
    case "state": {
      const values = objectAt(json, "values");
      return new State(listed(objectAt(values, "root_module")), objectAt(values, "outputs"), name, prefix, context);
    }
    case "raw-state":
      return new State(listedRaw(json), objectAt(json, "outputs"), name, prefix, context);
  }
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
