import type { InputFile } from "../read-topology";
import type { ReadContext } from "../read-context";
import { objectAt } from "../json";
import { Configuration } from "./configuration";
import { contentOf, type Content } from "./kinds";
import { listed, listedRaw } from "./listed";
import { Plan } from "./plan";
import type { Source } from "./source";
import { stackName } from "./stack-name";
import { State } from "./state";

/** Reads files that make up one topology. @throws TopologyError */
export function readSources(files: readonly InputFile[], world: ReadContext): readonly Source[] {
  const contents = files.map(contentOf);
  const names = contents.map((content) => stackName(content));
  const sources = new Map<string, Source>();
  for (const [index, content] of contents.entries()) {
    const name = unused(names[index]!, sources);
    sources.set(name, sourceOf(content, name, contents.length > 1 ? `${name}:` : "", sources, world));
  }
  return [...sources.values()];
}

function sourceOf(
  content: Content,
  name: string,
  prefix: string,
  sources: ReadonlyMap<string, Source>,
  world: ReadContext,
): Source {
  const { kind, json } = content;
  switch (kind) {
    case "configuration":
      return new Configuration(json, name, prefix, sources, world);
    case "plan":
      return new Plan(json, name, prefix, world);
    case "state": {
      const values = objectAt(json, "values");
      return new State(listed(objectAt(values, "root_module")), objectAt(values, "outputs"), name, prefix, world);
    }
    case "raw-state":
      return new State(listedRaw(json), objectAt(json, "outputs"), name, prefix, world);
  }
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
