import { renderProblem } from "../../findings/problem";
import type { Decision, Fault, Hop, PathResult, Trace } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";
import { columnsByRow, WIDTH } from "./columns";
import { factCount, factList } from "./facts-text";
import { type Paint, plain } from "./paint";
import type { Places } from "./places";
import { painted } from "./verdict-word";
import { unknownLines } from "./unknowns-text";

/** How a packet's path is printed. */
export interface PathTextOptions {
  /** Says where a component is, by its id. */
  readonly places: Places;
  /** The verdict that the user expects: where it is another one, the answer says so. */
  readonly expected?: Verdict;
  /** Every fault in full, not only the first one. @default false */
  readonly allFaults?: boolean;
  /** The facts that the answer rests on. @default false */
  readonly why?: boolean;
  /** Only the answer. @default false */
  readonly quiet?: boolean;
  /** @default no colours */
  readonly paint?: Paint;
  /** @default 100 */
  readonly width?: number;
}

/** A packet's path, hop by hop: under each what decided there; then the answer's way back, and what is in the way. */
export function pathText(result: PathResult, options: PathTextOptions): string {
  const { why = false, quiet = false, width = WIDTH } = options;
  const answer = answerLine(result, options);
  if (quiet) return `${answer}\n`;
  return [
    answer,
    ...result.out.flatMap((trace, at) => traceLines(trace, result, options, wayTitle(at, result))),
    ...result.back.map(
      (trace, at) => `back  ${way(at, result.back)}${trace.hops.map(({ name }) => name).join(" -> ")}`,
    ),
    ...faultLines(result, options),
    ...unknownLines(result.waitsFor, "The verdict"),
    ...result.warnings.map(({ text, row }) => `note  ${text} (row ${row})`),
    ...(why ? factList(result.facts, width) : [factCount(result.facts)]),
  ]
    .join("\n")
    .concat("\n");
}

function answerLine(
  { from, to, destination, protocol, port, verdict, reason, summary }: PathResult,
  { expected, paint = plain }: PathTextOptions,
): string {
  const target = to === "internet" ? destination : to;
  const also = target === destination || destination.startsWith("(") ? "" : ` (${destination})`;
  const where = `${target}${port === null ? "" : `:${port}`}${also}${protocol === "tcp" ? "" : `, ${protocol}`}`;
  const because = reason === undefined || verdict === "undetermined" || summary.includes(reason) ? "" : `: ${reason}`;
  return `${painted(paint, verdict, verdict.toUpperCase())}  ${from} -> ${where} ${summary}${because}${expected === undefined || expected === verdict ? "" : ` (expected ${expected})`}`;
}

const way = (at: number, traces: readonly Trace[]): string =>
  traces.length > 1 ? `path ${at + 1} of ${traces.length}: ` : "";

/** Of several ways, and of one that is only what may be. */
const wayTitle = (at: number, { verdict, out }: PathResult): string =>
  verdict === "undetermined" && out.length === 1 ? "if " : way(at, out);

function traceLines(trace: Trace, result: PathResult, options: PathTextOptions, title: string): string[] {
  const { width = WIDTH } = options;
  const heads = columnsByRow(
    trace.hops.map((hop, at) => [String(at + 1).padStart(2), hop.name, hop.detail]),
    { width },
  );
  const decisions = decisionLines(trace.hops, width);
  const last = trace.hops.at(-1);
  return [
    ...(title === ""
      ? []
      : [
          `${title}${trace.verdict}${trace.reason ? `: ${trace.reason}` : ""}${trace.egress ? ` as ${trace.egress.name}` : ""}`,
        ]),
    ...trace.hops.flatMap((hop, at) => [
      ...heads[at]!,
      ...decisions[at]!,
      ...(hop === last ? endLines(hop, trace, result, options) : []),
    ]),
    ...(trace.cycle ? [`loop  ${trace.cycle.join(" -> ")}`] : []),
  ];
}

/** Of all hops together, so that their columns stand below each other. */
function decisionLines(hops: readonly Hop[], width: number): string[][] {
  const all = hops.flatMap(({ decisions }) => decisions);
  const rows = all.map(({ kind, text, because, ok }: Decision) => [
    kind.padEnd(5),
    `${ok ? "" : "X "}${text}`,
    because,
  ]);
  const lines = columnsByRow(rows, { indent: 6, width });
  let next = 0;
  return hops.map(({ decisions }) => decisions.flatMap(() => lines[next++]!));
}

/** Where the packet ends: what to change, right below what decided. */
function endLines(
  hop: Hop,
  trace: Trace,
  { faults }: PathResult,
  { places, width = WIDTH }: PathTextOptions,
): string[] {
  const fault =
    trace.reason && faults.find((candidate) => candidate.reason === trace.reason && candidate.hop === hop.name);
  if (!fault) return [];
  const [place, ...address] = fitting(places.of(fault.at), width - 16);
  return [
    `           at   ${place}`,
    ...address.map((line) => `                ${line}`),
    `           fix  ${fault.fix}`,
  ];
}

/** Construct path and address below each other where they have no room beside each other. */
const fitting = (place: string, width: number): string[] => (place.length > width ? place.split("  ") : [place]);

function faultLines({ faults, out }: PathResult, { allFaults = false, places }: PathTextOptions): string[] {
  if (allFaults) return faults.flatMap((fault) => faultText(fault, places));
  const [first, ...behind] = faults;
  // What ends the packet is not always what keeps it: the cause may lie elsewhere.
  const cause =
    first && !out.some(({ hops, reason }) => reason === first.reason && hops.at(-1)?.name === first.hop)
      ? faultText(first, places)
      : [];
  if (behind.length === 0) return cause;
  const names = behind.map(({ reason, hop }) => `${reason} at ${hop}`);
  return [
    ...cause,
    `After this fix: ${behind.length} more ${behind.length === 1 ? "fault" : "faults"}, ${names.join(", ")} (--all-faults)`,
  ];
}

const faultText = (fault: Fault, places: Places): string[] =>
  renderProblem({ ...fault, at: places.of(fault.at) }, { heading: `fault ${fault.reason}` }).split("\n");
