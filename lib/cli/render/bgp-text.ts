import type { BgpEntry } from "../../analysis/bgp/bgp-table";
import { columns } from "./columns";

/** The routes that a BGP speaker has learned: `*>` marks the best, as in `show ip bgp`. */
export function bgpText(
  speaker: string,
  entries: readonly BgpEntry[],
  options: { readonly quiet?: boolean; readonly width?: number } = {},
): string {
  const prefixes = new Set(entries.map(({ prefix }) => prefix)).size;
  const neighbors = new Set(entries.map(({ neighbor }) => neighbor)).size;
  const answer = `${speaker}: ${counted(prefixes, "prefix", "prefixes")} learned over BGP from ${counted(neighbors, "neighbour", "neighbours")}`;
  if (options.quiet || entries.length === 0) return `${answer}\n`;
  const rows = entries.map(({ prefix, asPath, from, neighbor, best }) => [
    best ? "*>" : "*",
    prefix,
    neighbor,
    asPath.join(" ") || "local",
    from.join(" -> "),
  ]);
  return `${[answer, ...columns([["", "Prefix", "Neighbour", "AS path", "From"], ...rows], { width: options.width })].join("\n")}\n`;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
