import type { Exposure } from "../../analysis/forwarding/exposure";
import type {
  Behaviour,
  Difference,
  Replacement,
  RouteChange,
  Row,
  VerdictChange,
} from "../../analysis/diff/difference";
import { columns } from "./columns";
import { type Paint, plain } from "./paint";
import { unknownLines } from "./unknowns-text";
import { hasArrived, type Verdict } from "../../analysis/verdict";
import { painted } from "./verdict-word";

/** How a difference is printed. */
export interface DiffTextOptions {
  /** Only the first line. @default false */
  readonly quiet?: boolean;
  /** @default no colours */
  readonly paint?: Paint;
  /** @default 100 */
  readonly width?: number;
}

/** What differs, in one line: "1 verdict and 2 routes differ (before -> after)". */
function diffAnswer(difference: Difference): string {
  if (difference.same) return "Same behaviour: verdicts, routes, exposure and findings are equal";
  const { verdicts, routes, exposure, machines, findings, undecided, replaced } = difference;
  const counts: [number, string][] = [
    [verdicts.length, "verdict"],
    [
      routes.reduce((sum, { added, removed, changed }) => sum + added.length + removed.length + changed.length, 0),
      "route",
    ],
    [exposure.opened.length + exposure.closed.length, "exposure"],
    [machines.added.length + machines.removed.length, "VM"],
    [findings.appeared.length + findings.disappeared.length, "finding"],
  ];
  const what = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`);
  const open =
    undecided.length === 0 ? [] : [`${undecided.length} ${undecided.length === 1 ? "VM is" : "VMs are"} undecided`];
  const differ =
    what.length === 0
      ? []
      : [`${list(what)} ${what.length === 1 && what[0]!.startsWith("1 ") ? "differs" : "differ"} (before -> after)`];
  const outage =
    replaced && replaced.machines.length > 0
      ? [
          `${differ.length > 0 ? "an" : "An"} outage while ${list(replaced.components)} ${are(replaced.components)} replaced`,
        ]
      : [];
  return [...differ, ...outage, ...open].join("; ");
}

/**
 * What two topologies do differently: verdicts with a packet that shows it, then routes, and what is open to the
 * internet.
 */
export function diffText(
  difference: Difference,
  { quiet = false, paint = plain, width }: DiffTextOptions = {},
): string {
  if (quiet) return `${diffAnswer(difference)}\n`;
  const { verdicts, routes, exposure, machines, findings, undecided, replaced } = difference;
  const lines = [
    diffAnswer(difference),
    ...(replaced ? replacementLines(replaced, paint) : []),
    ...verdicts.flatMap((change) => verdictLines(change, paint)),
    ...exposure.opened.map((one) => `! ${exposed(one)}: ${paint("OPEN", "bad")} now`),
    ...exposure.closed.map((one) => `~ ${exposed(one)}: closed now`),
    ...machines.added.map((name) => `+ ${name}`),
    ...machines.removed.map((name) => `- ${name}`),
    ...routes.flatMap((change) => [`~ ${change.subnet}`, ...columns(routeRows(change), { indent: 4, width })]),
    ...findings.appeared.map(
      ({ severity, id, name, text }) =>
        `+ ${paint(severity, severity === "error" ? "bad" : "open")}[${id}] ${name}: ${text}`,
    ),
    ...findings.disappeared.map(({ severity, id, name, text }) => `- ${severity}[${id}] ${name}: ${text}`),
    ...undecided.flatMap(({ machine, waitsFor: values }) => unknownLines(values, `? ${machine}: the difference`)),
  ];
  return `${lines.join("\n")}\n`;
}

/** The same as Markdown, for a comment on a pull request. `supposed`: what it supposes, as a line of its own. */
export function diffMarkdown(difference: Difference, supposed = ""): string {
  const { verdicts, routes, exposure, machines, findings, undecided, replaced } = difference;
  const rows = routes.flatMap((change) =>
    routeRows(change).map(([sign = "", prefix = "", what = ""]) => [change.subnet, prefix, `${sign} ${what}`]),
  );
  const others = [
    ...(replaced ? replacementTexts(replaced).map(({ text }) => text) : []),
    ...exposure.opened.map((one) => `opened: ${exposed(one)}`),
    ...exposure.closed.map((one) => `closed: ${exposed(one)}`),
    ...machines.added.map((name) => `VM added: ${name}`),
    ...machines.removed.map((name) => `VM removed: ${name}`),
    ...findings.appeared.map(({ severity, id, name, text }) => `new ${severity} ${id} ${name}: ${text}`),
    ...findings.disappeared.map(({ severity, id, name, text }) => `${severity} resolved: ${id} ${name}: ${text}`),
    ...undecided.map(
      ({ machine, waitsFor: values }) =>
        `undecided: ${machine} depends on ${values.map(({ unknown }) => unknown).join(", ")}`,
    ),
  ];
  const parts = [
    `**${escaped(diffAnswer(difference))}**`,
    table(
      ["VM", "before", "after", "for example"],
      verdicts.map((change) => [change.machine, behaviour(change.before), behaviour(change.after), example(change)]),
    ),
    table(["subnet", "prefix", "route"], rows),
    others.map((text) => `- ${escaped(text)}`).join("\n"),
    escaped(supposed),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What happens while components are replaced: an outage, or others carry on. */
function replacementTexts({
  components,
  machines,
}: Replacement): { readonly text: string; readonly verdict?: Verdict }[] {
  const what = `${list(components)} ${are(components)} destroyed before ${components.length === 1 ? "it is" : "they are"} created anew`;
  if (machines.length === 0) return [{ text: `${what}: meanwhile others carry on` }];
  return machines.map(({ machine, meanwhile, after }) => ({
    text: `${what}: meanwhile ${machine} is ${meanwhile}, not ${after}`,
    verdict: meanwhile,
  }));
}

const replacementLines = (replaced: Replacement, paint: Paint): string[] =>
  replacementTexts(replaced).map(({ text, verdict }) =>
    verdict
      ? `! ${text.replace(` is ${verdict},`, ` is ${painted(paint, verdict, verdict.toUpperCase())},`)}`
      : `~ ${text}`,
  );

const are = (words: readonly unknown[]): string => (words.length === 1 ? "is" : "are");

function verdictLines(
  { machine, before, after, example: { to, port }, because }: VerdictChange,
  paint: Paint,
): string[] {
  const worse = !hasArrived(after.verdict) || after.verdict === "direct";
  const now = worse
    ? painted(paint, after.verdict, behaviour(after).replace(after.verdict, after.verdict.toUpperCase()))
    : painted(paint, after.verdict, behaviour(after));
  const [was, is] = [hops(because.before), hops(because.after)];
  // What leads the same way before and after is not what has changed it.
  const rows = was === is ? [] : [`    ${because.after[0]?.prefix ?? because.before[0]?.prefix}  ${was} -> ${is}`];
  return [
    `${worse ? "!" : "~"} ${machine} to the internet: ${behaviour(before)} -> ${now}      e.g. to ${to}:${port}`,
    ...rows,
  ];
}

const behaviour = ({ verdict, egress, reason }: Behaviour): string =>
  `${verdict}${egress.length === 0 ? "" : ` as ${egress.join(" or ")}`}${reason === undefined ? "" : ` (${reason})`}`;

const example = ({ machine, example: { to, port } }: VerdictChange): string => `${machine} -> ${to}:${port}`;

function routeRows({ added, removed, changed }: RouteChange): string[][] {
  return [
    ...changed.map(({ prefix, before, after }) => ["~", prefix, led(before, after)]),
    ...added.map((row) => ["+", row.prefix, hop(row)]),
    ...removed.map((row) => ["-", row.prefix, hop(row)]),
  ];
}

/** Two hops that read the same differ in what is left out of them: then it is said. */
function led(before: readonly Row[], after: readonly Row[]): string {
  const [was, is] = [hops(before), hops(after)];
  return was === is ? `${was}, next hop ${addresses(before)} -> ${addresses(after)}` : `${was} -> ${is}`;
}

const addresses = (rows: readonly Row[]): string =>
  [...new Set(rows.map(({ nextHopType, nextHopAddress }) => `${nextHopType} ${nextHopAddress ?? "-"}`))]
    .sort()
    .join(" or ");

const hops = (rows: readonly Row[]): string => [...new Set(rows.map(hop))].join(" or ") || "no route";

const SOURCES = { Default: "system", User: "UDR", VirtualNetworkGateway: "BGP" } as const;

function hop({ source, nextHopType, nextHopAddress, from }: Row): string {
  const where =
    source === "VirtualNetworkGateway" && from !== null
      ? `from ${from}`
      : `${nextHopType}${nextHopAddress === null ? "" : ` ${nextHopAddress}`}`;
  return `${SOURCES[source]} ${where}`;
}

const exposed = ({ machine, protocol, ports, sources }: Exposure): string =>
  `${machine} ${protocol}/${ports} from ${sources.join(", ")}`;

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return [head, head.map(() => "---"), ...rows.map((row) => row.map(escaped))]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** A name must not become markup. One "~" is none; GitHub strikes out what stands between two. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<|]|~(?=~)/g, "\\$&").replaceAll(/(?<=\\~)~/g, "\\~");
