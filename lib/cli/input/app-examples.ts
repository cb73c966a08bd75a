import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { packageFolder } from "./package-folder";

/** main.ts of the package. */
const ARTICLE = "article";

/** Needs nothing that exists already. */
export const DEFAULT_EXAMPLE = "no-circuit";

const tunnelled = (machine: string, nva: string): string => `toTunnel("${machine}", { through: "${nva}" })`;

/** What the test of an app expects of its clients. The other examples depend on what is not in their files. */
export const EXPECTATIONS: Readonly<Record<string, readonly string[]>> = {
  anycast: [tunnelled("vm-hub00", "vm-nva100")],
  [ARTICLE]: [tunnelled("vm-hub00", "vm-nva100")],
  "linux-only": [tunnelled("vm-hub00", "vm-nva100")],
  "new-circuit": [tunnelled("vm-hub00", "vm-nva100")],
  [DEFAULT_EXAMPLE]: [tunnelled("vm-hub00", "vm-nva100")],
  "standby-nva": [tunnelled("vm-hub00", "vm-nva100")],
  "two-hubs": [tunnelled("vm-hub00", "vm-nva100"), tunnelled("vm-hub10", "vm-nva100")],
  "two-regions": [tunnelled("vm-hub00", "vm-nva100"), tunnelled("vm-hub10", "vm-nva110")],
  "two-stacks": [tunnelled("vm-hub00", "vm-nva100")],
  vpn: ['toLeaveOnPremises("vm-hub00", { by: "lgw-headquarters" })'],
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
