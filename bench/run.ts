import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { BORDERLESS } from "../lib/cli/render/borderless";
import { COPIES, copies } from "./analysis";
import { build, COMMAND, LIBRARY, program, REPORTER, type Variant } from "./build";
import { type Configuration, countResources, differences } from "./same-resources";

interface Run {
  readonly wallMs: number;
  readonly userMs: number;
  readonly peakMb: number;
}

interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The largest value that is good. */
  readonly goal?: number;
  /** What it means that the goal is missed. */
  readonly missed?: string;
}

const VARIANTS: readonly Variant[] = ["library", "l1"];
/** None: what a start costs. */
const SIZES = [0, 1, 10, 100];

const atLeastOne = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It must be a whole number, at least 1.");
  return Number(text);
};
const options = new Command("bench")
  .description(
    "Measures programs that synthesize 1, 10 and 100 topologies, with this library and on the provider's own classes; and the command that reads what they made.",
  )
  .option("--runs <n>", "how often each is run; medians count", atLeastOne, 7)
  .option("--json", "one JSON object a line: name, value, unit, goal (the largest value that is good)")
  .parse()
  .opts<{ runs: number; json?: boolean }>();

const say = (text: string): void => {
  if (!options.json) process.stdout.write(`${text}\n`);
};

const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

build();
for (const size of SIZES.slice(1)) {
  // Warm-up: afterwards the files are in the page cache.
  const [library, l1] = VARIANTS.map((variant) => {
    run(variant, size);
    return JSON.parse(readFileSync(join(folder, variant, "stacks/bench/cdk.tf.json"), "utf8")) as Configuration;
  }) as [Configuration, Configuration];
  const different = differences(library, l1);
  if (different.length > 0) {
    process.stderr.write(
      `The two programs no longer make the same, so their times do not compare:\n${different.map((text) => `  ${text.slice(0, 2000)}\n`).join("")}`,
    );
    process.exit(1);
  }
  say(`${size} ${size === 1 ? "topology" : "topologies"}: both make the same ${countResources(library)} resources`);
}

const measured = new Map<string, Run[]>();
// Interleaved, so that what else the machine does meets both alike.
for (let i = 0; i < options.runs; i++) {
  for (const size of SIZES) {
    for (const variant of VARIANTS)
      measured.set(`${variant} ${size}`, [...(measured.get(`${variant} ${size}`) ?? []), run(variant, size)]);
  }
}

run("library", 1);
const one = readFileSync(join(folder, "library/stacks/bench/cdk.tf.json"), "utf8");
const analysed = COPIES.map((count) => {
  const file = join(folder, `copies-${count}.tf.json`);
  const { text, resources } = copies(one, count);
  writeFileSync(file, text);
  say(`routes reads ${resources} resources`);
  return { resources, runs: Array.from({ length: options.runs }, () => start([COMMAND, "routes", file])) };
});
// What any program on cdktf loads that makes the same resources.
const framework = [
  ...new Set(readFileSync(LIBRARY, "utf8").match(/require\("(?:cdktf|constructs|@cdktf\/[^"]+)"\)/g)),
].join(";");
const loads = Array.from({ length: Math.max(options.runs, 7) }, () => ({
  cdktf: start(["-e", framework]).wallMs,
  library: start(["-e", `${framework}; require(${JSON.stringify(LIBRARY)})`]).wallMs,
}));

print([...measurements(), ...analyses()]);

function run(variant: Variant, size: number): Run {
  return start([program(variant), String(size)], { CDKTF_OUTDIR: join(folder, variant) });
}

/** A process of node's, from its start to its end. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const begin = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--require", REPORTER, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const wallMs = Number(process.hrtime.bigint() - begin) / 1e6;
  if (child.status !== 0) throw new Error(`${args.join(" ")} failed`);
  const { peakKilobytes, userSeconds } = JSON.parse(String(child.output[3])) as {
    peakKilobytes: number;
    userSeconds: number;
  };
  return { wallMs, userMs: userSeconds * 1000, peakMb: peakKilobytes / 1024 };
}

function measurements(): Measurement[] {
  const all = (variant: Variant, size: number, of: keyof Run): number[] =>
    measured.get(`${variant} ${size}`)!.map((one) => one[of]);
  const wall = (variant: Variant, size: number): number => median(all(variant, size, "wallMs"));
  // Of neighbours in time: a machine that is busy for a while is busy for both.
  const pair = (size: number, of: keyof Run): number => {
    const l1 = all("l1", size, of);
    return median(all("library", size, of).map((value, i) => value / l1[i]!));
  };
  const perTopology = (size: number): number => (wall("library", size) - wall("library", 0)) / size;
  const sizes = SIZES.slice(1);
  return [
    ...sizes.flatMap((size) =>
      VARIANTS.map((variant) => ({ name: `wall-${variant}-${size}`, value: wall(variant, size), unit: "ms" })),
    ),
    ...sizes.map((size) => ({
      name: `wall-ratio-${size}`,
      value: pair(size, "wallMs"),
      unit: "x",
      goal: size === 1 ? 1.15 : 1.25,
      missed: `${size === 1 ? "a topology takes" : `${size} topologies take`} that many times what the provider's own classes take`,
    })),
    ...sizes.map((size) => ({ name: `user-cpu-ratio-${size}`, value: pair(size, "userMs"), unit: "x" })),
    ...sizes.map((size) => ({
      name: `memory-ratio-${size}`,
      value: pair(size, "peakMb"),
      unit: "x",
      goal: 1.2,
      missed: "the peak memory is that many times that of the provider's own classes",
    })),
    ...VARIANTS.map((variant) => ({
      name: `memory-${variant}-100`,
      value: median(all(variant, 100, "peakMb")),
      unit: "MB",
    })),
    {
      name: "growth",
      value: perTopology(100) / perTopology(10),
      unit: "x",
      goal: 1.3,
      missed:
        "beyond the start, one of 100 topologies costs that many times one of 10: something grows faster than the topology",
    },
    { name: "load", value: wall("library", 0) - wall("l1", 0), unit: "ms" },
  ];
}

/** Of the command; a goal that a busy machine misses is missed by what else it does. */
function analyses(): Measurement[] {
  const [one, hundred, most] = analysed.map(({ resources, runs }) => ({
    resources,
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    peakMb: median(runs.map(({ peakMb }) => peakMb)),
  })) as [Analysis, Analysis, Analysis];
  const perResource = ({ resources, wallMs }: Analysis): number => (wallMs - one.wallMs) / resources;
  return [
    {
      name: "routes-1",
      value: one.wallMs,
      unit: "ms",
      goal: 500,
      missed: "so long takes the way of every VM's traffic in one topology, from the start of the process to its end",
    },
    {
      name: `routes-${most.resources}-resources`,
      value: most.wallMs,
      unit: "ms",
      goal: 3000,
      missed: "so long takes the same for 20,000 resources",
    },
    {
      name: `routes-${most.resources}-resources-memory`,
      value: most.peakMb,
      unit: "MB",
      goal: 500,
      missed: "so much memory do 20,000 resources take",
    },
    {
      name: "routes-growth",
      value: perResource(most) / perResource(hundred),
      unit: "x",
      goal: 1.3,
      missed: `a resource among ${most.resources} costs that many times one among ${hundred.resources}`,
    },
    {
      name: "load-library",
      value: median(loads.map(({ library, cdktf }) => library - cdktf)),
      unit: "ms",
      goal: 20,
      missed: "so much longer than cdktf and the provider's classes alone takes the library to load",
    },
  ];
}

interface Analysis {
  readonly resources: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function print(all: readonly Measurement[]): void {
  if (options.json) {
    for (const { name, value, unit, goal } of all)
      process.stdout.write(`${JSON.stringify({ name, value: rounded(value, 4), unit, goal })}\n`);
    return;
  }
  const table = new Table({
    head: ["", "median", "goal", ""],
    chars: BORDERLESS,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: ["left", "right", "right", "left"],
  });
  const verdict = ({ value, goal }: Measurement): string =>
    goal === undefined ? "" : value <= goal ? "met" : "MISSED";
  table.push(
    ...all.map((one) => [
      one.name,
      shown(one.value, one.unit),
      one.goal === undefined ? "" : `${one.goal} ${one.unit}`,
      verdict(one),
    ]),
  );
  say(table.toString());
  for (const one of all)
    if (verdict(one) === "MISSED") say(`missed: ${one.name} is ${shown(one.value, one.unit)}: ${one.missed ?? ""}`);
}

function shown(value: number, unit: string): string {
  return `${unit === "x" ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
