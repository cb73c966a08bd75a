import { exitNames } from "../../analysis/forwarding/exit-names";
import type { Exposure } from "../../analysis/forwarding/exposure";
import type { CheckReport, MachineVerdict } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";
import { plural } from "../../findings/report";
import { SEVERITIES } from "../../findings/rule";
import { columns } from "./columns";
import { byName } from "./overview-text";
import { type Paint, plain } from "./paint";
import { VERDICTS } from "../../analysis/verdict";
import { painted } from "./verdict-word";

/**
 * What becomes of a topology's traffic, in a few lines: who leaves as what, what is open to the internet, what the
 * rules say.
 */
export function verdictLines(
  report: Pick<CheckReport, "machines" | "findings" | "passed" | "undecided">,
  open: readonly Exposure[],
  paint: Paint = plain,
): string[] {
  const verdicts = machineRows(report.machines, paint);
  const exposed = groups(open).map(([machine, ports]) => `${machine} ${ports}`);
  return columns(
    [...verdicts, ...exposed.map((text, at) => [at === 0 ? "open" : "", text]), ["rules", rules(report)]],
    { indent: 2, width: Infinity },
  );
}

/** A row a verdict: the word, and who fares so; of what is undetermined a row for each value that it waits for. */
export const machineRows = (machines: readonly MachineVerdict[], paint: Paint = plain): string[][] =>
  VERDICTS.flatMap((verdict) => machinesLine(machines, verdict, paint));

function machinesLine(machines: readonly MachineVerdict[], verdict: Verdict, paint: Paint): string[][] {
  const of = byName(machines).filter((machine) => machine.verdict === verdict);
  if (of.length === 0) return [];
  const waiting = new Map<string, string[]>();
  if (verdict === "undetermined")
    for (const { machine, summary } of of) waiting.set(summary, [...(waiting.get(summary) ?? []), machine]);
  const rows =
    verdict === "undetermined"
      ? [...waiting].map(([summary, names]) => `${names.join(", ")}: ${summary}`)
      : [of.map(who).join(", ")];
  return rows.map((text, at) => [at === 0 ? painted(paint, verdict) : "", text]);
}

function who({ machine, egress, reason }: MachineVerdict): string {
  const names = exitNames(egress).join(" or ");
  return `${machine}${names === "" ? "" : ` as ${names}`}${reason === undefined ? "" : ` (${reason})`}`;
}

/** By machine and sources, in their order: "vm-jump00", "tcp/22 and tcp/3389 from 192.0.2.0/28". */
function groups(open: readonly Exposure[]): [string, string][] {
  const byWhom = new Map<string, { machine: string; sources: string; ports: string[] }>();
  for (const { machine, protocol, ports, sources } of open) {
    const from = sources.join(", ");
    const group = byWhom.get(`${machine} ${from}`) ?? { machine, sources: from, ports: [] };
    byWhom.set(`${machine} ${from}`, { ...group, ports: [...group.ports, `${protocol}/${ports}`] });
  }
  return [...byWhom.values()].map(({ machine, sources, ports }) => [machine, `${ports.join(" and ")} from ${sources}`]);
}

function rules({ findings, passed, undecided }: Pick<CheckReport, "findings" | "passed" | "undecided">): string {
  const named = SEVERITIES.flatMap((severity) => {
    const ids = [...new Set(findings.filter((finding) => finding.severity === severity).map(({ id }) => id))].sort();
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0
      ? []
      : `${severity === "undecided" ? `${count} undecided` : plural(count, severity)}: ${ids.join(", ")}`;
  });
  return [
    `${passed.length} passed`,
    ...named,
    ...(undecided.length === 0 ? [] : [`${plural(undecided.length, "rule")} undecided`]),
  ].join(", ");
}
