import type { EffectiveRoute, SubnetRoutes } from "../topology/results";
import { columns } from "./columns";
import { factCount, factList, type Statements } from "./facts-text";
import { waitsFor } from "./waits-for-text";

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
  readonly statements?: Statements;
  /** @default 100 */
  readonly width?: number;
}

const HEAD = ["  Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP", "Why"];

/** The effective routes of one subnet, in the columns of `az network nic show-effective-route-table`, and why each row is as it is. */
export function routesText(subnet: SubnetRoutes, options: RoutesTextOptions = {}): string {
  const { of = subnet.subnet, all = false, why = false, quiet = false, statements = new Map<string, string>(), width } = options;
  const answer = `${of}: ${subnet.summary}`;
  if (quiet) return `${answer}\n`;
  const rows = subnet.routes.filter((route) => all || !isNone(route));
  const origins = [...new Set(rows.flatMap(origin))];
  const facts = rows.flatMap((route) => route.facts);
  return [
    answer,
    place(subnet),
    ...columns([HEAD, ...rows.map((route) => cells(route, origins))], { width }),
    "",
    ...origins.map((text, at) => `[${at + 1}] ${text}`),
    ...waitsFor(subnet.waitsFor, "Which rows there are"),
    ...(why ? factList(facts, statements, width) : []),
    [rows.length < subnet.routes.length ? "System routes to None are left out (--all). " : "", why ? "" : `${factCount(facts)}.`].join("").trim(),
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

function cells(route: EffectiveRoute, origins: readonly string[]): string[] {
  const carries = route.state === "Active" && route.prefix === "0.0.0.0/0";
  const note = origin(route).map((text) => ` [${origins.indexOf(text) + 1}]`).join("");
  return [`${carries ? ">" : " "} ${route.source}`, route.state, route.prefix, route.nextHopType, route.nextHopAddress ?? "-", `${route.why}${note}`];
}

const origin = ({ learned }: EffectiveRoute): string[] => (learned ? [learned.from.join(" -> ")] : []);
