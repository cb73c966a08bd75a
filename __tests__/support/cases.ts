import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, effectiveRoutes, readTopology, type Assumptions, type Topology } from "../../lib/analysis";

export const CASES = join(__dirname, "../fixtures/cases");

/**
 * The topology of an input that once got a wrong answer: NAME.tf.json, or NAME.plan.json; with NAME.assume.json beside it
 * where there is one.
 */
export function caseTopology(name: string, assumptions?: Assumptions): Topology {
  return readTopology([{ name, text: caseText(name) }], assumptions ?? assumedBeside(name));
}

/** The JSON of such an input. */
export function caseText(name: string): string {
  const file = [`${name}.tf.json`, `${name}.plan.json`].find((one) => existsSync(join(CASES, one)))!;
  return readFileSync(join(CASES, file), "utf8");
}

/** The assumptions beside an input, if there are any. */
export function assumedBeside(name: string): Assumptions {
  const beside = join(CASES, `${name}.assume.json`);
  return existsSync(beside) ? (JSON.parse(readFileSync(beside, "utf8")) as Assumptions) : {};
}

/** The BGP rows of a machine's table: prefix, next hop. */
export const bgpRows = (topology: Topology, of: string): string[] =>
  effectiveRoutes(topology, of)
    .routes.filter(({ source }) => source === "VirtualNetworkGateway")
    .map(({ prefix, nextHopAddress }) => `${prefix} ${nextHopAddress}`);

/** The findings of one rule in a topology. */
export const findingsOf = (topology: Topology, id: string): ReturnType<typeof check>["findings"] =>
  check(topology, { whatIf: false }).findings.filter((finding) => finding.id === id);
