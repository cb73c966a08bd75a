import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultRow } from "../__tests__/lab/support";

/* Runs the tests that cause faults in NVAs, and prints what they measured as Markdown, for docs/nva.md. */

const ROOT = join(__dirname, "..");

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "nva-faults-"));
  const file = join(folder, "rows.jsonl");
  const jest = ["jest", "--testPathIgnorePatterns", "/node_modules/", "--runInBand", "__tests__/lab/(faults|standby)"];
  // The report of Jest is on standard error: standard output is the tables.
  const { status } = spawnSync("npx", jest, {
    cwd: ROOT,
    env: { ...process.env, NVA_FAULTS_FILE: file },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (existsSync(file)) console.log(tables(readFileSync(file, "utf8")));
  rmSync(folder, { recursive: true });
  process.exitCode = status ?? 1;
}

/** A table for each situation, from one row of JSON a line. */
function tables(lines: string): string {
  const rows = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as FaultRow);
  const situations = [...new Set(rows.map(({ situation }) => situation))];
  return situations
    .map((situation) => `### ${situation}\n\n${table(rows.filter((row) => row.situation === situation))}`)
    .join("\n\n");
}

function table(rows: readonly FaultRow[]): string {
  return [
    "| Fault | Longest time without egress | Connections lost | Packets not translated | Log |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ name, seconds, lost, sent, leaks, message }) =>
        `| ${name} | ${seconds === 0 ? "none" : `${seconds.toFixed(1)} s`} | ${lost} of ${sent} | ${leaks} | ${log(message)} |`,
    ),
  ].join("\n");
}

function log(message: string): string {
  return message === "" ? "" : `\`${message.replaceAll("|", "\\|")}\``;
}

main();
