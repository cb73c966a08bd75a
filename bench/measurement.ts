import Table from "cli-table3";
import { BORDERLESS } from "../lib/cli/render/borderless";

/** A measured value, and the goal that it is held against. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: "x" | "ms" | "MB";
  /** The largest value that is good. */
  readonly goal?: number;
  /** What it means that the goal is missed. */
  readonly missed?: string;
}

/** One JSON object a line. */
export const asJson = (all: readonly Measurement[]): string =>
  all
    .map(
      ({ name, value, unit, goal }) => `${JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, goal })}\n`,
    )
    .join("");

/** A table, and below it what each goal that was missed means. */
export function asTable(all: readonly Measurement[]): string {
  const table = new Table({
    head: ["", "median", "goal", ""],
    chars: BORDERLESS,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: ["left", "right", "right", "left"],
  });
  table.push(
    ...all.map((one) => [
      one.name,
      shown(one.value, one.unit),
      one.goal === undefined ? "" : `${one.goal} ${one.unit}`,
      verdict(one),
    ]),
  );
  const missed = all.filter((one) => verdict(one) === "MISSED");
  return [
    `${table.toString()}\n`,
    ...missed.map((one) => `missed: ${one.name} is ${shown(one.value, one.unit)}: ${one.missed ?? ""}\n`),
  ].join("");
}

const verdict = ({ value, goal }: Measurement): string => (goal === undefined ? "" : value <= goal ? "met" : "MISSED");

const shown = (value: number, unit: Measurement["unit"]): string =>
  `${unit === "x" ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
