import fc from "fast-check";
import { computeHighlights } from "../../../lib/drawing/scene/compute-highlights";
import { buildHighlights } from "../../../lib/drawing/scene/build-highlights";
import { layoutTopology } from "../../../lib/drawing/layout/layout";
import type { Layout } from "../../../lib/drawing/layout/placed-layout";
import type { Highlights } from "../../../lib/drawing/scene/highlights";
import type { Topology } from "../../../lib/analysis/model/azure";
import type { PathQuery } from "../../../lib/analysis/results";
import { answersFor, pathOf } from "../sample-highlights";
import { hubs } from "../sample-hubs";
import { CHECKS } from "./layout-checks";
import { peered, withServices } from "../sample-topologies";
import { read } from "../../support/analysis/ask";
import { runs } from "../../support/runs";
import { likeT } from "../../support/analysis/random";
import * as situations from "../../support/analysis/situations";

const dropped = pathOf("dropped", 4, { reason: "nic-forwarding-off" });
const undetermined = pathOf("undetermined", 2, { waitsFor: [{ unknown: "var.branch_to_branch", until: "apply" }] });

const marked = (topology: Topology, query?: PathQuery): [Topology, Highlights] => [
  topology,
  computeHighlights(topology, query),
];

function loops(): Topology {
  const azure = situations.t();
  azure.drop("subnet_route_table_association.hub100_nva");
  return read(azure);
}

const CASES: readonly [string, Topology, Highlights?][] = [
  ["one hub", hubs(1)],
  ["one hub, a client's path", hubs(1), buildHighlights(hubs(1), answersFor(1))],
  ["one hub, a packet that is dropped", hubs(1), buildHighlights(hubs(1), answersFor(1, dropped))],
  ["one hub, a packet whose fate is not known", hubs(1), buildHighlights(hubs(1), answersFor(1, undetermined))],
  ["two hubs, a client's path", hubs(2), buildHighlights(hubs(2), answersFor(2))],
  ["twenty hubs, a client's path", hubs(20), buildHighlights(hubs(20), answersFor(20))],
  ["peered networks", peered()],
  ["NAT gateway, load balancer, private endpoint, VPN site and on-premises edge", withServices()],
  ["two NVAs that share the load", ...marked(read(situations.t({ second: {} })))],
  ["peered networks, a client's path", ...marked(read(situations.peered()))],
  ["VPN gateways that are connected both ways", ...marked(read(situations.overVpn()))],
  ["two regions on two circuits", ...marked(read(situations.twoRegions()))],
  ["a spoke behind the hub", ...marked(read(situations.withSpoke(situations.t(), true)))],
  ["a packet that comes in", ...marked(read(situations.t()), { from: "internet", to: "vm-jump00", port: 3389 })],
  ["an NVA that loops on its own default", ...marked(loops())],
];

describe.each(CASES)("layout of %s", (_, topology, marks) => {
  let placed: Layout;
  beforeAll(async () => {
    placed = await layoutTopology(topology, marks);
  });

  test.each(Object.entries(CHECKS))("%s", (__, check) => expect(check(placed)).toEqual([]));
});

test("random topologies with long names pass every check", async () => {
  const name = fc.constantFrom(
    "x",
    "vnet-production-japaneast-001",
    "a-name-as-long-as-azure-allows-for-virtual-machines-and-more-0123456789",
    "東京リージョン本番環境ネットワーク",
    "WWWWWWWWWWWW",
  );
  await fc.assert(
    fc.asyncProperty(likeT, fc.array(name, { minLength: 5, maxLength: 5 }), async (azure, names) => {
      const topology = renamed(read(azure), names);
      const placed = await layoutTopology(topology, computeHighlights(topology));
      for (const [what, check] of Object.entries(CHECKS)) expect([what, check(placed)]).toEqual([what, []]);
    }),
    { numRuns: runs(4, 15), seed: 1 },
  );
});

/** Every second component has another name: the others' are used to find them. */
function renamed(topology: Topology, names: readonly string[]): Topology {
  const other = <T extends { name: string }>(list: readonly T[]): T[] =>
    list.map((one, index) => (index % 2 === 0 ? one : { ...one, name: names[index % names.length]! }));
  return {
    ...topology,
    networks: other(topology.networks),
    subnets: topology.subnets,
    connections: other(topology.connections),
    publicIps: other(topology.publicIps),
    circuits: other(topology.circuits),
  };
}

test("the order of components in a file does not change the layout", async () => {
  const topology = hubs(2);
  const backwards = Object.fromEntries(
    Object.entries(topology).map(([key, list]) => [key, [...(list as unknown[])].reverse()]),
  ) as unknown as Topology;
  const marks = buildHighlights(topology, answersFor(2));
  expect(JSON.stringify(await layoutTopology(backwards, marks))).toBe(
    JSON.stringify(await layoutTopology(topology, marks)),
  );
});

test("strokes get lines of their own, but share the egress line", async () => {
  const marks = buildHighlights(hubs(1), answersFor(1));
  const plain = await layoutTopology(hubs(1));
  const { lines } = await layoutTopology(hubs(1), marks);
  const added = lines.filter(({ kind }) => kind === "traffic" || kind === "announcement");
  expect(added).toHaveLength(3 + 5);
  expect(lines.length - added.length).toBe(plain.lines.length);
});
