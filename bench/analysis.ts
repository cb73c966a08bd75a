import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND, program } from "./build";
import { COPIES, copies, withUnknownFlags } from "./inputs";
import type { Measurement } from "./measurement";
import { median, medianRatio, start } from "./process";

/** Hubs and sites of the network whose failures are checked. */
const MESH = 25;
/** Hubs of the network whose flags are not known. */
const HUBS = 20;

/** What the commands cost on what the library makes; a goal that a busy machine misses is missed by what else it does. */
export const measureAnalysis = (folder: string, runs: number): Measurement[] => [
  ...measureSizes(folder, runs),
  measureCheck(folder, runs),
  ...measureUnknowns(folder, runs),
];

function measureSizes(folder: string, runs: number): Measurement[] {
  const topology = synthesized(folder, program("library"), 1);
  const [one, hundred, most] = COPIES.map((count) => {
    const { text, resources } = copies(topology, count);
    const file = written(folder, `copies-${count}`, text);
    const all = Array.from({ length: runs }, () => start([COMMAND, "routes", file]));
    return {
      resources,
      wallMs: median(all.map(({ wallMs }) => wallMs)),
      peakMb: median(all.map(({ peakMb }) => peakMb)),
    };
  }) as [Sized, Sized, Sized];
  const perResource = ({ resources, wallMs }: Sized): number => (wallMs - one.wallMs) / resources;
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
      goal: 2000,
      missed: `so long takes the same for ${most.resources} resources`,
    },
    {
      name: `routes-${most.resources}-resources-memory`,
      value: most.peakMb,
      unit: "MB",
      goal: 500,
      missed: `so much memory do ${most.resources} resources take`,
    },
    {
      name: "routes-growth",
      value: perResource(most) / perResource(hundred),
      unit: "x",
      goal: 1.1,
      missed: `a resource among ${most.resources} costs that many times one among ${hundred.resources}`,
    },
  ];
}

interface Sized {
  readonly resources: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/** `check` tries every failure of every NVA, session and address. */
function measureCheck(folder: string, runs: number): Measurement {
  const file = written(folder, "mesh", synthesized(folder, program("shared-circuit"), MESH, MESH));
  const pairs = Array.from({ length: runs }, () => ({
    routes: start([COMMAND, "routes", file]).wallMs,
    check: start([COMMAND, "check", file]).wallMs,
  }));
  return {
    name: `check-to-routes-${MESH}-hubs-${MESH}-sites`,
    value: medianRatio(
      pairs.map(({ check }) => check),
      pairs.map(({ routes }) => routes),
    ),
    unit: "x",
    goal: 3,
    missed: "check takes that many times what routes takes, with every failure of every NVA, session and address",
  };
}

/** Values known only after apply: one that every client's traffic meets, and seven that one client's meets each. */
function measureUnknowns(folder: string, runs: number): Measurement[] {
  const text = synthesized(folder, program("shared-circuit"), HUBS, 1);
  const known = written(folder, "flags-none", text);
  const files = {
    one: written(
      folder,
      "flags-one",
      withUnknownFlags(text, "azurerm_route_server", "branch_to_branch_traffic_enabled", 1),
    ),
    seven: written(
      folder,
      "flags-seven",
      withUnknownFlags(text, "azurerm_virtual_network_gateway", "remote_vnet_traffic_enabled", 7),
    ),
  };
  const overviewMs = (file: string): number => Number(start([program("overview"), file]).output);
  const measured = Array.from({ length: runs }, () => ({
    none: overviewMs(known),
    one: overviewMs(files.one),
    seven: overviewMs(files.seven),
  }));
  const ratio = (of: "one" | "seven"): number =>
    medianRatio(
      measured.map((ms) => ms[of]),
      measured.map(({ none }) => none),
    );
  return [
    {
      name: "overview-one-unknown-flag",
      value: ratio("one"),
      unit: "x",
      goal: 3,
      missed: "a flag known only after apply makes the verdicts take that many times as long",
    },
    {
      name: "overview-seven-unrelated-flags",
      value: ratio("seven"),
      unit: "x",
      goal: 5,
      missed: "seven flags known only after apply, each of one hub, make the verdicts take that many times as long",
    },
  ];
}

function synthesized(folder: string, file: string, ...args: readonly number[]): string {
  const out = join(folder, "analysed");
  start([file, ...args.map(String)], { CDKTF_OUTDIR: out });
  return readFileSync(join(out, "stacks/bench/cdk.tf.json"), "utf8");
}

function written(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.tf.json`);
  writeFileSync(file, text);
  return file;
}
