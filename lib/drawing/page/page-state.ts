import type { PathQuery } from "../../analysis/results";
import type { Theme } from "../svg/picture-css";

/** What the reader has selected; all of it is in the page's address. */
export interface PageState {
  /** Id of a component, or of a box such as the internet. */
  readonly selected?: string;
  readonly path?: PathQuery;
  /** Names or ids of the components whose failure is simulated, in that order. */
  readonly without: readonly string[];
  readonly theme: Theme;
}

/** Nothing selected. */
export const EMPTY_STATE: PageState = { without: [], theme: "auto" };

const PROTOCOLS = ["tcp", "udp", "icmp"] as const;

/** The fragment of the page's address, without "#". */
export function toHash({ selected, path, without, theme }: PageState): string {
  const parts = new URLSearchParams();
  if (selected !== undefined) parts.append("select", selected);
  if (path) parts.append("from", path.from);
  if (path) parts.append("to", path.to);
  if (path && path.protocol === "icmp") parts.append("icmp", "");
  if (path && path.protocol !== "icmp" && (path.protocol === "udp" || (path.port ?? 443) !== 443))
    parts.append(path.protocol ?? "tcp", String(path.port ?? 443));
  for (const name of without) parts.append("without", name);
  if (theme !== "auto") parts.append("theme", theme);
  return parts.toString();
}

/** The state of a fragment; undefined for the fragment of a heading. */
export function fromHash(hash: string): PageState | undefined {
  const text = hash.replace(/^#/, "");
  if (text !== "" && !text.includes("=")) return undefined;
  const parts = new URLSearchParams(text);
  const [selected, from, to, theme] = ["select", "from", "to", "theme"].map((key) => parts.get(key) ?? undefined);
  const path = from === undefined ? undefined : { from, to: to ?? "internet", ...packet(parts) };
  return {
    ...(selected !== undefined && { selected }),
    ...(path && { path }),
    without: parts.getAll("without"),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
  };
}

function packet(parts: URLSearchParams): Pick<PathQuery, "protocol" | "port"> {
  const protocol = PROTOCOLS.find((word) => parts.has(word)) ?? "tcp";
  const port = Number(parts.get(protocol) ?? 443);
  return protocol === "icmp" ? { protocol } : { protocol, port: isPort(port) ? port : 443 };
}

/** True for a port number. */
export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

/** True for two paths that have the same address. */
export const isSamePath = (one: PathQuery, other: PathQuery | undefined): boolean =>
  other !== undefined && toHash({ ...EMPTY_STATE, path: one }) === toHash({ ...EMPTY_STATE, path: other });
