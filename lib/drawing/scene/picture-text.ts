import type { MachineVerdict, PathResult, Trace } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";

// Problems first.
const ORDER: readonly Verdict[] = [
  "direct",
  "loop",
  "mixed",
  "refused",
  "dropped",
  "undetermined",
  "tunnelled",
  "on-premises",
  "firewall",
  "exempt",
  "delivered",
];
const MAX_NAMES = 3;

/** The title of a picture without a path: one sentence for each verdict. */
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
  const who =
    machines.length > MAX_NAMES ? `${machines.length} VMs` : machines.map(({ machine }) => machine).join(", ");
  const exits = [...new Set(machines.flatMap(({ egress }) => egress.map(({ name }) => name)))];
  const as = verdict === "exempt" || exits.length === 0 || exits.length > MAX_NAMES ? "" : ` as ${exits.join(" or ")}`;
  return [`${capital(verdict)}: ${who}${as}.`];
}

/** The title of a picture about one path. */
export function pathTitle(path: PathResult): string {
  return `${capital(path.verdict)}: ${path.from} to ${target(path)}. ${capital(path.summary)}.`;
}

/** The hops of a path and of its return path, for screen readers. */
export function pathDescription(path: PathResult): string {
  const [back] = path.back;
  const paths = path.out.map((trace) => hopList(trace));
  const verdict = `${path.from} to ${target(path)}: ${path.verdict}.`;
  return [verdict, ...paths.map((one) => `Path: ${one}.`), ...(back ? [`Return path: ${hopList(back)}.`] : [])].join(
    " ",
  );
}

const hopList = ({ hops }: Trace): string =>
  hops.map(({ name, detail }, index) => `${index + 1} ${name}${detail === "" ? "" : ` (${detail})`}`).join(", ");

function target({ to, destination, port }: PathResult): string {
  return port === null ? to : `${to === "internet" ? destination : to}:${port}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
