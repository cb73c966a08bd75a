import * as fc from "fast-check";
import { check } from "../../lib/analysis/check/check";
import { countsOf } from "../../lib/analysis/check/outcome";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { TopologyError } from "../../lib/analysis/model/topology-error";
import type { Topology } from "../../lib/analysis/model/azure";
import { NOT_MODELLED } from "../../lib/analysis/world/not-modelled/all";
import { checkText } from "../../lib/cli/render/check-text";
import { placesOf } from "../../lib/cli/render/places";
import type { Attributes, Azure } from "../support/analysis/azure";
import { mutate, mutation, places, type Tree } from "../support/analysis/mutations";
import { likeT } from "../support/analysis/random";
import { runs } from "../support/runs";

/** What a resource beside the topology may name. */
const NAMES = [
  "${azurerm_subnet.hub00_default.id}",
  "${azurerm_virtual_network.hub100.id}",
  "${azurerm_network_interface.hub00.id}",
  "${azurerm_route_table.hub00_jump.id}",
  "${module.net.subnet_id}",
  "${var.subnet_id}",
  "nothing that is here",
];

const types = [...NOT_MODELLED.flatMap((entry) => entry.types), "azurerm_of_tomorrow", "azapi_resource"];

const beside: fc.Arbitrary<readonly [type: string, attributes: Attributes]> = fc.tuple(
  fc.constantFrom(...types),
  fc.record({
    name: fc.constantFrom("a", "b"),
    subnet_id: fc.constantFrom(...NAMES),
    block: fc.array(fc.record({ virtual_network_subnet_id: fc.constantFrom(...NAMES) }), { maxLength: 2 }),
  }),
);

/** The topology, as far as its files can be read. */
function readOrNothing(json: unknown): Topology | undefined {
  try {
    return readTopology([{ name: "x.tf.json", text: JSON.stringify(json) }]);
  } catch (error) {
    if (error instanceof TopologyError) return undefined;
    throw error;
  }
}

const isMachine = ({ type }: Topology["resources"][number]): boolean =>
  /^azurerm_(linux_|windows_)?virtual_machine$/.test(type);

function expectHonest(topology: Topology): void {
  const report = check(topology, { whatIf: false });
  const { machines, outcome, findings, coverage } = report;
  expect(machines.map(({ id }) => id)).toEqual(topology.resources.filter(isMachine).map(({ id }) => id));
  const open = machines.filter(({ verdict }) => verdict === "undetermined");
  const unread = coverage.notModelled.filter(({ effect }) => effect !== "part");
  if (open.length + unread.length > 0) {
    expect(outcome).not.toBe("passed");
    expect(countsOf(report).undecided).toBeGreaterThan(0);
    expect(checkText(report, { places: placesOf(topology), quiet: true })).not.toContain(", 0 undecided");
  }
  const named = new Set(findings.filter(({ severity }) => severity !== "warning").flatMap(({ at }) => at));
  expect(unread.filter(({ id }) => !named.has(id))).toEqual([]);
}

test("whatever stands beside a topology, nothing that is not understood passes", () => {
  fc.assert(
    fc.property(likeT, fc.array(beside, { minLength: 1, maxLength: 3 }), (azure: Azure, more) => {
      for (const [at, [type, attributes]] of more.entries()) (azure.resource[type] ??= {})[`more${at}`] = attributes;
      expectHonest(readOrNothing(azure.json)!);
    }),
    { numRuns: runs(60, 400), seed: 3 },
  );
});

test("whatever is wrong in a file, no machine is left out, and none that is undetermined passes", () => {
  fc.assert(
    fc.property(likeT, fc.array(mutation, { minLength: 1, maxLength: 3 }), (azure: Azure, changes) => {
      const json = JSON.parse(JSON.stringify(azure.json)) as Tree;
      for (const change of changes) mutate(places(json), change);
      const topology = readOrNothing(json);
      if (topology) expectHonest(topology);
    }),
    { numRuns: runs(60, 400), seed: 5 },
  );
});
