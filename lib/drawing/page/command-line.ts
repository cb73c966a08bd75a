import { componentNamed } from "../../analysis/model/find";
import type { PathQuery } from "../../analysis/results";
import type { Topology } from "../../analysis/model/azure";
import { shown } from "../../analysis/unknown/value";

/** Arguments of a command line. */
export type CommandArguments = readonly string[];

/** The command that prints the same: `routes vm-hub00`. */
export function commandLine(question: CommandArguments, without: readonly string[], input: CommandArguments): string {
  return [
    "npx forced-tunnel",
    ...[...question, ...input, ...without.flatMap((name) => ["--without", name])].map(quoted),
  ].join(" ");
}

/** The arguments of a path. */
export function pathArguments({ from, to, protocol = "tcp", port = 443 }: PathQuery): string[] {
  if (protocol === "icmp") return ["path", from, to, "--icmp"];
  return ["path", from, to, ...(protocol === "tcp" && port === 443 ? [] : [`--${protocol}`, String(port)])];
}

/** An argument quoted for a POSIX shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The shortest name that commands accept for a component: its name, or its id where the name is not unique. */
export function shortestName(topology: Topology, id: string): string {
  const name = namedBy(topology, id);
  return name !== undefined && isFoundBy(topology, name, id) ? name : id;
}

function namedBy(topology: Topology, id: string): string | undefined {
  const lists = Object.values(topology) as readonly (readonly { readonly id?: string; readonly name?: string }[])[];
  const name = lists.flat().find((component) => component.id === id)?.name;
  return name === undefined ? undefined : shown(name);
}

function isFoundBy(topology: Topology, name: string, id: string): boolean {
  try {
    return componentNamed(topology, name).id === id;
  } catch {
    return false;
  }
}
