import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { coverageOf } from "../../../lib/analysis/model/coverage";
import { overviewText } from "../../../lib/cli/render/overview-text";
import { printable } from "../../../lib/cli/render/terminal-text";
import { routesText } from "../../../lib/cli/render/routes-text";
import { unknown } from "../../../lib/analysis/unknown/value";
import { HUB_ROUTES, MACHINES } from "../sample-results";

describe("routes of a subnet", () => {
  test("prints the answer, the place, Azure's columns, the origin of BGP routes, and the count of facts", () => {
    expect(routesText(printable(HUB_ROUTES), { of: "vm-hub00" })).toBe(
      `vm-hub00: internet traffic goes to vm-nva100. Its default, by BGP, beats the system route.
nic-hub00 in vnet-hub00/default, no route table, gateway routes propagate
  Source                 State   Address Prefix  Next Hop Type          Next Hop IP    Why
  VirtualNetworkGateway  Active  10.100.0.0/16   VirtualNetworkGateway  (msee 1)       BGP
  Default                Active  10.0.0.0/16     VnetLocal              -              own VNet
> VirtualNetworkGateway  Active  0.0.0.0/0       VirtualNetworkGateway  (after apply)  BGP [1]

[1] vm-nva100 (AS 65001) -> rs-hub100 (65515) -> ergw-hub100 -> circuit (12076) -> ergw-hub00
System routes with next hop None are not shown (--all). 3 documented facts, 1 inferred, 0 assumed (--why).
`,
    );
  });

  test("--all shows routes with next hop None", () => {
    expect(routesText(HUB_ROUTES)).not.toContain("192.168.0.0/16");
    expect(routesText(HUB_ROUTES, { all: true })).toMatch(
      /^ {2}Default +Active {2}192\.168\.0\.0\/16 +None +- +reserved$/m,
    );
    expect(routesText(HUB_ROUTES, { all: true })).not.toContain("--all");
  });

  test("--why lists each fact once, by number, with its statement", () => {
    const text = routesText(HUB_ROUTES, { why: true });
    expect(text).toMatch(
      /^ {2}1\.7 +inferred\n {6}With a 0\.0\.0\.0\/0 by BGP .*\n {2}2\.1 +documented\n {6}The longest prefix wins\..*\n {2}3\.12 +documented\n/m,
    );
    expect(text).not.toContain("--why");
  });

  test("a subnet without a NIC has routes", () => {
    const text = routesText({ ...HUB_ROUTES, nics: [], routeTable: "rt-x", propagation: false });
    expect(text).toContain("vnet-hub00/default: internet traffic goes");
    expect(text).toContain("\nno NIC in vnet-hub00/default, route table rt-x, gateway routes do not propagate\n");
  });

  test("names the unknown value that the table depends on, and the option that sets it", () => {
    const text = routesText({
      ...HUB_ROUTES,
      waitsFor: [{ ...unknown("var.b2b"), assume: { values: { "var.b2b": true } } }],
    });
    expect(text).toMatch(/^vnet-hub00\/default: internet traffic .* \(depends on var\.b2b\)\n/);
    expect(text).toContain("This table depends on var.b2b, known after apply\n  fix   --var b2b=true\n");
  });

  test("a reason too long for its row is below the table, once for all rows that have it", () => {
    const user = {
      ...HUB_ROUTES.routes[1]!,
      source: "User",
      prefix: "0.0.0.0/0",
      nextHopType: "Internet",
      nextHop: { kind: "internet" },
      why: "UDR 0_0_0_0_0 of rt-jumpSubnet-hub00",
    } as const;
    const lost = { ...HUB_ROUTES.routes[2]!, state: "Invalid", why: "loses to the UDR" } as const;
    const text = routesText(printable({ ...HUB_ROUTES, routes: [user, lost, lost] }));
    expect(text.slice(text.indexOf("> User"))).toBe(`\
> User                   Active   0.0.0.0/0       Internet               -              UDR [1]
  VirtualNetworkGateway  Invalid  0.0.0.0/0       VirtualNetworkGateway  (after apply)  loses [2]
  VirtualNetworkGateway  Invalid  0.0.0.0/0       VirtualNetworkGateway  (after apply)  loses [2]

[1] UDR 0_0_0_0_0 of rt-jumpSubnet-hub00
[2] loses to the UDR: vm-nva100 (AS 65001) -> rs-hub100 (65515) -> ergw-hub100 -> circuit (12076) -> ergw-hub00
2 documented facts, 1 inferred, 0 assumed (--why).
`);
  });

  test("in a narrow terminal only the mark stays in the row, and nothing is cut", () => {
    const text = routesText(printable(HUB_ROUTES), { width: 92 });
    expect(text).toContain(
      "> VirtualNetworkGateway  Active  0.0.0.0/0       VirtualNetworkGateway  (after apply)  [2]\n",
    );
    expect(text).toContain("\n[1] own VNet\n[2] BGP: vm-nva100");
  });

  test("in a very narrow terminal the reason is below its row", () => {
    const text = routesText(printable(HUB_ROUTES), { width: 80 });
    expect(text).toContain(
      "> VirtualNetworkGateway  Active  0.0.0.0/0       VirtualNetworkGateway  (after apply)\n    BGP [1]\n",
    );
  });

  test("-q prints only the answer", () => {
    expect(routesText(HUB_ROUTES, { of: "vm-hub00", quiet: true })).toBe(
      "vm-hub00: internet traffic goes to vm-nva100. Its default, by BGP, beats the system route.\n",
    );
  });
});

const configuredModule = readTopology([{ name: "x.tf.json", text: '{"module": {"net": {"source": "./net"}}}' }]);
const COVERAGE = { resources: 3, understood: 3, notModelled: [] };

describe("the overview", () => {
  test("has a row for each machine, with exceptions and warnings below", () => {
    expect(overviewText(MACHINES, COVERAGE)).toBe(
      `VM         Subnet              Default from              Leaves as   Verdict
vm-hub00   vnet-hub00/default  vm-nva100, BGP            pip-nva100  tunnelled [1]
vm-jump00  vnet-hub00/jump     rt-jumpSubnet-hub00, UDR  pip-jump00  exempt
vm-lost    vnet-hub00/lost     none                      -           dropped: no-egress-identity

[1] vm-hub00: 20.60.0.0/16 is direct, service endpoint Microsoft.Storage
note  vm-hub00: no sample of a default learned by ExpressRoute is published (row 1.7)
3 of 3 resources understood
`,
    );
  });

  test("-q prints a word for each machine", () => {
    expect(overviewText(MACHINES, COVERAGE, { quiet: true })).toBe(
      "vm-hub00   tunnelled\nvm-jump00  exempt\nvm-lost    dropped: no-egress-identity\n",
    );
  });

  test("colour repeats the verdict, and moves no column", () => {
    const paint = (word: string): string => `\u001b[31m${word}\u001b[39m`;
    expect(overviewText(MACHINES, COVERAGE, { paint }).replaceAll(/\u001b\[\d+m/g, "")).toBe(
      overviewText(MACHINES, COVERAGE),
    );
  });

  test("a file without machines gives a message", () => {
    expect(overviewText([], COVERAGE)).toBe("No VMs found.\n3 of 3 resources understood\n");
  });

  test("a file whose machines may be in a module does not say that there are none", () => {
    const [notModelled] = coverageOf(configuredModule).notModelled;
    expect(overviewText([], { resources: 1, understood: 0, notModelled: [notModelled!] })).toBe(
      "No VMs found in what is understood.\n0 of 1 resource understood; not modelled: module.net concerns the whole input\n",
    );
  });
});
