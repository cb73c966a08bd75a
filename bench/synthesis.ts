import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LIBRARY, program, type Variant } from "./build";
import type { Measurement } from "./measurement";
import { median, medianRatio, type Run, start } from "./process";
import { type Configuration, countResources, differences } from "./same-resources";

const VARIANTS: readonly Variant[] = ["library", "l1"];
/** None: what a start costs. */
const SIZES = [0, 1, 10, 100];
const SYNTHESIZED = SIZES.slice(1);
/** Of the topologies that a program synthesizes; the largest ratio to the provider's own classes. */
const GOALS: Readonly<Record<number, number>> = { 1: 1.12, 10: 1.15, 100: 1.15 };

const synthesize = (folder: string, variant: Variant, size: number): Run =>
  start([program(variant), String(size)], { CDKTF_OUTDIR: join(folder, variant) });

/**
 * Synthesizes with both programs, which also puts their files into the page cache.
 * @returns how many resources each size has
 * @throws where the two programs do not make the same: their times would not compare
 */
export function checkSame(folder: string): readonly string[] {
  return SYNTHESIZED.map((size) => {
    const [library, l1] = VARIANTS.map((variant) => {
      synthesize(folder, variant, size);
      return JSON.parse(readFileSync(join(folder, variant, "stacks/bench/cdk.tf.json"), "utf8")) as Configuration;
    }) as [Configuration, Configuration];
    const different = differences(library, l1);
    if (different.length > 0)
      throw new Error(
        `the two programs no longer make the same, so their times do not compare:\n${different.map((text) => `  ${text.slice(0, 2000)}\n`).join("")}`,
      );
    return `${size} ${size === 1 ? "topology" : "topologies"}: both make the same ${countResources(library)} resources`;
  });
}

/** What synthesis costs with this library and on the provider's own classes. */
export function measureSynthesis(folder: string, runs: number): Measurement[] {
  const measured = new Map<string, Run[]>();
  // Interleaved, so that what else the machine does meets both alike.
  for (let i = 0; i < runs; i++)
    for (const size of SIZES)
      for (const variant of VARIANTS) {
        const key = `${variant} ${size}`;
        measured.set(key, [...(measured.get(key) ?? []), synthesize(folder, variant, size)]);
      }
  const all = (variant: Variant, size: number, of: "wallMs" | "userMs" | "peakMb"): number[] =>
    measured.get(`${variant} ${size}`)!.map((one) => one[of]);
  const wall = (variant: Variant, size: number): number => median(all(variant, size, "wallMs"));
  const ratio = (size: number, of: "wallMs" | "userMs" | "peakMb"): number =>
    medianRatio(all("library", size, of), all("l1", size, of));
  const perTopology = (size: number): number => (wall("library", size) - wall("library", 0)) / size;
  return [
    ...SYNTHESIZED.flatMap((size) =>
      VARIANTS.map((variant): Measurement => ({
        name: `wall-${variant}-${size}`,
        value: wall(variant, size),
        unit: "ms",
      })),
    ),
    ...SYNTHESIZED.map((size): Measurement => ({
      name: `wall-ratio-${size}`,
      value: ratio(size, "wallMs"),
      unit: "x",
      goal: GOALS[size]!,
      missed: `${size === 1 ? "a topology takes" : `${size} topologies take`} that many times what the provider's own classes take`,
    })),
    ...SYNTHESIZED.map((size): Measurement => ({
      name: `user-cpu-ratio-${size}`,
      value: ratio(size, "userMs"),
      unit: "x",
    })),
    ...SYNTHESIZED.map((size): Measurement => ({
      name: `memory-ratio-${size}`,
      value: ratio(size, "peakMb"),
      unit: "x",
      goal: 1.2,
      missed: "the peak memory is that many times that of the provider's own classes",
    })),
    ...VARIANTS.map((variant): Measurement => ({
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
    measureLoading(runs),
  ];
}

/** Against what any program on cdktf loads that makes the same resources. */
function measureLoading(runs: number): Measurement {
  const framework = [
    ...new Set(readFileSync(LIBRARY, "utf8").match(/require\("(?:cdktf|constructs|@cdktf\/[^"]+)"\)/g)),
  ].join(";");
  const loads = Array.from({ length: Math.max(runs, 7) }, () => ({
    cdktf: start(["-e", framework]).wallMs,
    library: start(["-e", `${framework}; require(${JSON.stringify(LIBRARY)})`]).wallMs,
  }));
  return {
    name: "load-library",
    value: median(loads.map(({ library, cdktf }) => library - cdktf)),
    unit: "ms",
    goal: 20,
    missed: "so much longer than cdktf and the provider's classes alone takes the library to load",
  };
}
