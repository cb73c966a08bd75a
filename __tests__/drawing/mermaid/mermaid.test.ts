import { buildHighlights } from "../../../lib/drawing/scene/build-highlights";
import { mermaid } from "../../../lib/drawing/mermaid/mermaid";
import type { Topology } from "../../../lib/analysis/model/azure";
import { answersFor, pathOf } from "../sample-highlights";
import { hubs } from "../sample-hubs";
import { peered, withServices } from "../sample-topologies";

const marked = (topology: Topology, path = pathOf("tunnelled")): string =>
  mermaid(topology, buildHighlights(topology, answersFor(1, path)));
const lines = (text: string): string[] => text.split("\n").map((line) => line.trim());

test("draws a hub, a site and a client's path", () => {
  expect(marked(hubs(1))).toBe(`flowchart TB
  accTitle: Tunnelled: vm-hub00 as pip-nva100. Exempt: vm-jump00, vm-nva100.
  accDescr: vm-hub00 to 203.0.113.10:443: tunnelled. Path: 1 vm-hub00, 2 circuit, 3 ergw-hub100, 4 vm-nva100, 5 internet.
  subgraph n1["vnet-hub00, 10.0.0.0/16"]
    n3["ergw-hub00: gateway<br/>ExpressRoute"]
    n6["vm-hub00: VM<br/>dynamic address"]
    n7["vm-jump00: VM<br/>10.0.220.10"]
  end
  subgraph n2["vnet-hub100, 10.100.0.0/16"]
    n4["ergw-hub100: gateway<br/>ExpressRoute"]
    n5["rs-hub100: Route Server<br/>AS 65515"]
    n8["vm-nva100: NVA<br/>10.100.0.10, AS 65001"]
  end
  n9(["circuit: ExpressRoute<br/>AS 12076"])
  n10(["internet"])
  n3 ===|"conn-hub00"| n9
  n9 ==>|"conn-hub100"| n4
  n5 -.-|"65001 - 65515<br/>0.0.0.0/0 to rs-hub100"| n8
  n4 -.-|"branch-to-branch"| n5
  n7 -->|"pip-jump00"| n10
  n8 ==>|"leaves as pip-nva100"| n10
  n3 -.->|"0.0.0.0/0 to vm-hub00"| n6
  n6 ==> n9
  n4 ==> n8
`);
});

test("the order of components does not change the text", () => {
  const backwards = Object.fromEntries(
    Object.entries(hubs(2)).map(([key, list]) => [key, [...(list as unknown[])].reverse()]),
  ) as unknown as Topology;
  expect(mermaid(backwards)).toBe(mermaid(hubs(2)));
});

test("a dropped packet ends in an X with the reason, an undetermined one in a question mark", () => {
  const dropped = lines(marked(hubs(1), pathOf("dropped", 4, { reason: "nic-forwarding-off" })));
  expect(dropped).toContainEqual(expect.stringMatching(/^n\d+\(\("X"\)\)$/));
  expect(dropped).toContainEqual(expect.stringMatching(/^n\d+ --x\|"nic-forwarding-off"\| n\d+$/));
  expect(dropped.filter((line) => line.includes(" --x"))).toHaveLength(1);
  const open = lines(
    marked(hubs(1), pathOf("undetermined", 2, { waitsFor: [{ unknown: "var.state", until: "apply" }] })),
  );
  expect(open).toContainEqual(expect.stringMatching(/^n\d+\(\("\?"\)\)$/));
  expect(open).toContainEqual(expect.stringMatching(/^n\d+ -\.->\|"var\.state"\| n\d+$/));
});

test("peerings join VNets, and egress goes through NAT gateways", () => {
  expect(lines(mermaid(peered()))).toContainEqual(
    expect.stringMatching(/^n1 <-\.->\|"peering, gateway transit"\| n2$/),
  );
  const services = mermaid(withServices());
  expect(services).toContain("ng-hub00: NAT gateway");
  expect(services).toContain('|"pip-ng-hub00"|');
  expect(services).toContain("東京データセンター");
});

test("Mermaid markup in names is escaped", () => {
  const named = hubs(1).machines.map((machine) => ({ ...machine, name: `a"b<c>#d\`e\nf` }));
  expect(mermaid({ ...hubs(1), machines: named })).toContain('"a#quot;b#lt;c#gt;#35;d#96;e f: VM<br/>dynamic address"');
});
