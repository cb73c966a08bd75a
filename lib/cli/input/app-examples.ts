import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { packageFolder } from "./package-folder";

/** main.ts of the package. */
const ARTICLE = "article";

/** Needs nothing that exists already. */
export const DEFAULT_EXAMPLE = "no-circuit";

/** By which NVA each client of an example is tunnelled. The other examples depend on what is not in their files. */
export const TUNNELLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anycast: { "vm-hub00": "vm-nva100" },
  [ARTICLE]: { "vm-hub00": "vm-nva100" },
  "linux-only": { "vm-hub00": "vm-nva100" },
  "new-circuit": { "vm-hub00": "vm-nva100" },
  [DEFAULT_EXAMPLE]: { "vm-hub00": "vm-nva100" },
  "standby-nva": { "vm-hub00": "vm-nva100" },
  "two-hubs": { "vm-hub00": "vm-nva100", "vm-hub10": "vm-nva100" },
  "two-regions": { "vm-hub00": "vm-nva100", "vm-hub10": "vm-nva110" },
  "two-stacks": { "vm-hub00": "vm-nva100" },
};

/** The apps that a new one can start from. */
export function exampleNames(): string[] {
  const folder = join(packageFolder(), "examples");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : [];
  return [ARTICLE, ...files.map((file) => parse(file).name).sort()];
}

/** The text of an example; it imports the library by its path in the package. */
export const exampleText = (name: string): string =>
  readFileSync(join(packageFolder(), name === ARTICLE ? "main.ts" : join("examples", `${name}.ts`)), "utf8");

/** What an example shows: the first sentence of its comment. */
export const exampleTitle = (name: string): string =>
  name === ARTICLE
    ? "The article's topology: hub and site on a circuit that exists."
    : (/^\/\*\n \* (?<title>.+)/.exec(exampleText(name))?.groups?.title ?? "");
