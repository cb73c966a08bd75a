import { spawnSync } from "node:child_process";
import { REPORTER } from "./build";

/** A process of node's, from its start to its end. */
export interface Run {
  readonly wallMs: number;
  readonly userMs: number;
  readonly peakMb: number;
  readonly output: string;
}

const MAX_OUTPUT_BYTES = 256_000_000;

/** Runs node with these arguments. @throws where it fails */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const begin = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--require", REPORTER, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit", "pipe"],
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  const wallMs = Number(process.hrtime.bigint() - begin) / 1e6;
  if (child.status !== 0) throw new Error(`${args.join(" ")} failed`);
  const { peakKilobytes, userSeconds } = JSON.parse(String(child.output[3])) as {
    peakKilobytes: number;
    userSeconds: number;
  };
  return { wallMs, userMs: userSeconds * 1000, peakMb: peakKilobytes / 1024, output: String(child.stdout) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of what each value is to its neighbour in time: a machine that is busy for a while is busy for both. */
export const medianRatio = (values: readonly number[], of: readonly number[]): number =>
  median(values.map((value, at) => value / of[at]!));
