import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { measureAnalysis } from "./analysis";
import { atLeastOne } from "../scripts/at-least-one";
import { build } from "./build";
import { asJson, asTable } from "./measurement";
import { checkSame, measureSynthesis } from "./synthesis";

const { runs, json = false } = new Command("bench")
  .description(
    "Measures programs that synthesize 1, 10 and 100 topologies, with this library and on the provider's own classes; and the commands that read what they made.",
  )
  .option("--runs <n>", "how often each is run; medians count", atLeastOne, 7)
  .option("--json", "one JSON object a line: name, value, unit, goal (the largest value that is good)")
  .parse()
  .opts<{ runs: number; json?: boolean }>();

const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

build();
for (const line of checkSame(folder)) if (!json) process.stdout.write(`${line}\n`);
const all = [...measureSynthesis(folder, runs), ...measureAnalysis(folder, runs)];
process.stdout.write(json ? asJson(all) : asTable(all));
