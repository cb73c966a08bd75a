import type { MachineVerdict, PathResult, Trace } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";

// What goes wrong stands before what is as it should be.
const ORDER: readonly Verdict[] = [
  "direct",
  "loop",
  "mixed",
  "refused",
  "dropped",
  "undetermined",
  "tunnelled",
  "exempt",
  "delivered",
];
const NAMED = 3;

/** The verdicts of all machines in one sentence for each. */
export function overviewTitle(verdicts: readonly MachineVerdict[]): string {
  return ORDER.flatMap((verdict) =>
    sentence(
      verdict,
      verdicts.filter((one) => one.verdict === verdict),
    ),
  ).join(" ");
}

function sentence(verdict: Verdict, machines: readonly MachineVerdict[]): string[] {
  if (machines.length === 0) return [];
  const who = machines.length > NAMED ? `${machines.length} VMs` : machines.map(({ machine }) => machine).join(", ");
  const exits = [...new Set(machines.flatMap(({ egress }) => egress.map(({ name }) => name)))];
  const as = verdict === "exempt" || exits.length === 0 || exits.length > NAMED ? "" : ` as ${exits.join(" or ")}`;
  return [`${capital(verdict)}: ${who}${as}.`];
}

/** A path's verdict and its one line. */
export function pathTitle(path: PathResult): string {
  return `${capital(path.verdict)}: ${path.from} to ${target(path)}. ${capital(path.summary)}.`;
}

/** The stations, numbered, and those of the answer. */
export function pathDescription(path: PathResult): string {
  const [back] = path.back;
  const ways = path.out.map((trace) => stations(trace));
  const how = `${path.from} to ${target(path)}: ${path.verdict}.`;
  return [how, ...ways.map((way) => `Way: ${way}.`), ...(back ? [`Answer: ${stations(back)}.`] : [])].join(" ");
}

const stations = ({ hops }: Trace): string =>
  hops.map(({ name, detail }, index) => `${index + 1} ${name}${detail === "" ? "" : ` (${detail})`}`).join(", ");

function target({ to, destination, port }: PathResult): string {
  return port === null ? to : `${to === "internet" ? destination : to}:${port}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
