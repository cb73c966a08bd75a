import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import type { FaultRow } from "../__tests__/lab/support";
import { groupsByKey } from "../lib/domain/group-by";
import { atLeastOne } from "./at-least-one";

/* Runs the tests that cause faults in NVAs, and prints what they measured as Markdown, for docs/nva.md. */

const ROOT = join(__dirname, "..");

function main(): void {
  const { runs } = new Command("nva-faults")
    .description("Causes faults in NVAs on real systemd, and prints how long clients were without egress. Needs root.")
    .option("--runs <n>", "how often to cause each fault", atLeastOne, 1)
    .parse()
    .opts<{ readonly runs: number }>();
  const folder = mkdtempSync(join(tmpdir(), "nva-faults-"));
  const file = join(folder, "rows.jsonl");
  for (let run = 0; run < runs; run += 1) causeFaults(file);
  if (existsSync(file)) console.log(tables(readFileSync(file, "utf8")));
  rmSync(folder, { recursive: true });
}

function causeFaults(file: string): void {
  const jest = ["jest", "--testPathIgnorePatterns", "/node_modules/", "--runInBand", "__tests__/lab/(faults|standby)"];
  // The report of Jest is on standard error: standard output is the tables.
  const { status } = spawnSync("npx", jest, {
    cwd: ROOT,
    env: { ...process.env, NVA_FAULTS_FILE: file },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exitCode = status ?? 1;
}

/** A table for each situation, from one row of JSON a line. */
function tables(lines: string): string {
  const rows = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as FaultRow);
  return [...groupsByKey(rows, ({ situation }) => situation)]
    .map(([situation, found]) => `### ${situation}\n\n${table(found)}`)
    .join("\n\n");
}

function table(rows: readonly FaultRow[]): string {
  return [
    "| Fault | Longest time without egress: minimum, median, maximum | Connections lost at most | Packets not translated | Log |",
    "| --- | --- | --- | --- | --- |",
    ...[...groupsByKey(rows, ({ name }) => name)].map(([name, runs]) => {
      const worst = runs.reduce((one, other) => (other.lost > one.lost ? other : one));
      const leaks = runs.reduce((sum, run) => sum + run.leaks, 0);
      return `| ${name} | ${times(runs)} | ${worst.lost} of ${worst.sent} | ${leaks} | ${log(worst.message)} |`;
    }),
  ].join("\n");
}

function times(runs: readonly FaultRow[]): string {
  const sorted = runs.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const [least, median, most] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  return most === 0 ? "none" : `${least.toFixed(1)}, ${median.toFixed(1)}, ${most.toFixed(1)} s`;
}

function log(message: string): string {
  return message === "" ? "" : `\`${message.replaceAll("|", "\\|")}\``;
}

main();
