import { mkdirSync, mkdtempSync, copyFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { Command, InvalidArgumentError } from "commander";
import * as fc from "fast-check";
import { addStack } from "../__tests__/support/apps";
import { build, topologies } from "../__tests__/support/topologies";

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly out: string;
}

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
};

const options = new Command("random-topologies")
  .description(
    "Writes random valid topologies: FOLDER/topology-0001/cdk.tf.json and so on. The same seed gives the same ones.",
  )
  .requiredOption("--out <folder>", "where to write")
  .option("--count <n>", "how many", whole, 10)
  .option("--seed <n>", "seed of the generator", whole, 1)
  .parse()
  .opts<Options>();

fc.sample(topologies, { numRuns: options.count, seed: options.seed }).forEach((spec, i) => {
  const outdir = mkdtempSync(join(tmpdir(), "random-topology-"));
  const app = new App({ outdir, stackTraces: false });
  build(addStack(app, "topology"), spec);
  app.synth();
  const folder = join(options.out, `topology-${String(i + 1).padStart(4, "0")}`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(outdir, "stacks", "topology", "cdk.tf.json"), join(folder, "cdk.tf.json"));
  rmSync(outdir, { recursive: true });
});
process.stdout.write(`${options.count} topologies -> ${options.out}\n`);
