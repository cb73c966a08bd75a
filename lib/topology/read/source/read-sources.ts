import type { InputFile } from "../read-topology";
import type { World } from "../world";
import { Configuration } from "./configuration";
import { kindOf, type Content } from "./kinds";
import type { Source } from "./source";
import { stackName } from "./stack-name";

/** Reads files that make up one topology. @throws TopologyError */
export function readSources(files: readonly InputFile[], world: World): readonly Source[] {
  const contents = files.map(kindOf);
  const names = contents.map((content) => stackName(content));
  const sources = new Map<string, Source>();
  for (const [index, content] of contents.entries()) {
    const name = unused(names[index]!, sources);
    sources.set(name, sourceOf(content, name, contents.length > 1 ? `${name}:` : "", sources, world));
  }
  return [...sources.values()];
}

function sourceOf(content: Content, name: string, prefix: string, sources: ReadonlyMap<string, Source>, world: World): Source {
  return new Configuration(content.json, name, prefix, sources, world);
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
