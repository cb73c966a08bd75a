import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import type { Topology } from "../../../lib/analysis/model/azure";
import { overview } from "../../../lib/analysis/forwarding/overview";
import { path } from "../../../lib/analysis/forwarding/path";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { MachineVerdict, PathQuery, PathResult } from "../../../lib/analysis/results";
import { effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import type { Azure } from "./azure";

/** The topology that a situation's JSON gives. */
export function read(azure: Pick<Azure, "json">, assumptions?: Assumptions): Topology {
  return readTopology([{ name: "cdk.tf.json", text: JSON.stringify(azure.json) }], assumptions);
}

/** A path to somewhere in the internet, unless said. */
export function ask(topology: Topology, from: string, to = "8.8.8.8", more: Partial<PathQuery> = {}): PathResult {
  return path(topology, { from, to, ...more });
}

/** The overview's line for a machine. */
export function verdictOf(topology: Topology, machine: string): MachineVerdict {
  const found = overview(topology).find((line) => line.machine === machine);
  if (!found) throw new Error(`no ${machine} in the overview`);
  return found;
}

/** Names of the stations of the first way out. */
export const wayOut = ({ out }: PathResult): string[] => out[0]?.hops.map(({ name }) => name) ?? [];
/** Names of the stations of the first way back. */
export const wayBack = ({ back }: PathResult): string[] => back[0]?.hops.map(({ name }) => name) ?? [];

/** Names of the addresses that the internet may see. */
export const seenAs = ({ egress }: Pick<PathResult, "egress">): string[] => egress.map(({ name }) => name).sort();

/** Rows of the warnings. */
export const warned = ({ warnings }: Pick<PathResult, "warnings">): string[] => warnings.map(({ row }) => row);

/** Texts of the security groups' decisions at a machine, on the way out. */
export function nsgAt({ out }: PathResult, machine: string): string[] {
  return out
    .flatMap(({ hops }) => hops)
    .filter(({ name }) => name === machine)
    .flatMap(({ decisions }) => decisions)
    .filter(({ kind }) => kind === "nsg")
    .map(({ text }) => text);
}

/** The effective routes in one line each, sorted; an edge of Microsoft's is "<msee>", whatever its number. */
export function rows(topology: Topology, of: string): string[] {
  return effectiveRoutes(topology, of)
    .routes.map(({ source, state, prefix, nextHopType, nextHopAddress }) => {
      const hop = nextHopAddress?.startsWith("(msee") ? "<msee>" : (nextHopAddress ?? "-");
      return `${source} ${state} ${prefix} ${nextHopType} ${hop}`;
    })
    .sort();
}

/** The same, for one prefix. */
export const rowsFor = (topology: Topology, of: string, prefix: string): string[] =>
  rows(topology, of).filter((row) => row.split(" ")[2] === prefix);

/** What Azure drops unless a route says otherwise (row 1.1), as rows. */
export const NONE_ROWS = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].map(
  (prefix) => `Default Active ${prefix} None -`,
);

/** No 0.0.0.0/0 is learned: the system's own is back with its None rows, and a private subnet fails closed (K12). */
export function expectNoDefault(topology: Topology, machine = "vm-hub00"): void {
  expect(rows(topology, machine)).toEqual(
    expect.arrayContaining(["Default Active 0.0.0.0/0 Internet -", ...NONE_ROWS]),
  );
  expect(ask(topology, machine)).toMatchObject({ verdict: "dropped", egress: [] });
  expect(verdictOf(topology, machine)).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
}

/** All of a machine's internet traffic leaves with the addresses of these, and its answers come back. */
export function expectTunnelled(
  topology: Topology,
  machine = "vm-hub00",
  addresses: readonly string[] = ["pip-nva100"],
): void {
  const result = ask(topology, machine);
  expect({ verdict: result.verdict, faults: result.faults, egress: seenAs(result) }).toEqual({
    verdict: "tunnelled",
    faults: [],
    egress: addresses,
  });
  const line = verdictOf(topology, machine);
  expect({ verdict: line.verdict, egress: seenAs(line) }).toEqual({ verdict: "tunnelled", egress: addresses });
}
