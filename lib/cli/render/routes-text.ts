import type { EffectiveRoute, SubnetRoutes } from "../../analysis/results";
import { columns, WIDTH } from "./columns";
import { factCount, factList } from "./facts-text";
import { unknownLines } from "./unknowns-text";

/** How a table of effective routes is printed. */
export interface RoutesTextOptions {
  /** What was asked for: "vm-hub00". @default the subnet's name */
  readonly of?: string;
  /** Azure's system routes to None, too. @default false */
  readonly all?: boolean;
  /** The facts that the rows rest on. @default false */
  readonly why?: boolean;
  /** Only the answer. @default false */
  readonly quiet?: boolean;
  /** @default 100 */
  readonly width?: number;
}

/** " [1]". */
const MARK = 4;

const HEAD = ["  Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP", "Why"];

/**
 * The effective routes of one subnet, in the columns of `az network nic show-effective-route-table`, and why each row
 * is as it is.
 */
export function routesText(subnet: SubnetRoutes, options: RoutesTextOptions = {}): string {
  const { of = subnet.subnet, all = false, why = false, quiet = false, width } = options;
  const open = [...new Set(subnet.waitsFor.map(({ unknown }) => unknown))].join(", ");
  const answer = `${of}: ${subnet.summary}${open === "" ? "" : ` (depends on ${open})`}`;
  if (quiet) return `${answer}\n`;
  const rows = subnet.routes.filter((route) => all || !isNone(route));
  const reasons = new Reasons(roomForWhy(rows, width));
  const table = columns([HEAD, ...rows.map((route) => [...cells(route), reasons.cell(route)])], { width });
  const facts = rows.flatMap((route) => route.facts);
  return [
    answer,
    place(subnet),
    ...table,
    "",
    ...reasons.notes.map((text, at) => `[${at + 1}] ${text}`),
    ...unknownLines(subnet.waitsFor, "This table"),
    ...(why ? factList(facts, width) : []),
    [
      rows.length < subnet.routes.length ? "System routes with next hop None are not shown (--all). " : "",
      why ? "" : `${factCount(facts)}.`,
    ]
      .join("")
      .trim(),
  ]
    .filter((line, at, lines) => line !== "" || lines[at + 1] !== "")
    .join("\n")
    .trimEnd()
    .concat("\n");
}

/** One of the rows that Azure adds for private and shared ranges. */
const isNone = ({ source, nextHop }: EffectiveRoute): boolean => source === "Default" && nextHop.kind === "none";

function place({ subnet, nics, routeTable, propagation }: SubnetRoutes): string {
  const who = nics.length === 0 ? "no NIC" : nics.map(({ nic }) => nic).join(", ");
  return `${who} in ${subnet}, ${routeTable ? `route table ${routeTable}` : "no route table"}, gateway routes ${propagation ? "propagate" : "do not propagate"}`;
}

function cells({ source, state, prefix, nextHopType, nextHopAddress }: EffectiveRoute): string[] {
  const carries = state === "Active" && prefix === "0.0.0.0/0";
  return [`${carries ? ">" : " "} ${source}`, state, prefix, nextHopType, nextHopAddress ?? "-"];
}

/** What the other columns leave for the last one; where that is nothing, it has lines of its own. */
function roomForWhy(rows: readonly EffectiveRoute[], width = WIDTH): number {
  const [longest = ""] = columns([HEAD.slice(0, -1), ...rows.map(cells)], { width: Infinity }).sort(
    (a, b) => b.length - a.length,
  );
  const room = width - longest.length - 2;
  return room < MARK ? Infinity : room;
}

/** Why rows are as they are: below the table whence a BGP row was learned, and what has no room in its row. */
class Reasons {
  public readonly notes: string[] = [];

  public constructor(private readonly room: number) {}

  public cell({ why: reason, learned, seenBothWays }: EffectiveRoute): string {
    const why = seenBothWays ? `${reason}, not in all labs` : reason;
    const from = learned?.from.join(" -> ");
    const fits = why.length + (from === undefined ? 0 : MARK) <= this.room;
    if (fits) return from === undefined ? why : `${why} ${this.mark(from)}`;
    const note = this.mark(from === undefined ? why : `${why}: ${from}`);
    const short = `${why.split(" ")[0]} ${note}`;
    return short.length <= this.room ? short : note;
  }

  private mark(note: string): string {
    if (!this.notes.includes(note)) this.notes.push(note);
    return `[${this.notes.indexOf(note) + 1}]`;
  }
}
