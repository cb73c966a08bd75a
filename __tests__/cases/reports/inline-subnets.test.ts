import { check, overview } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

const verdicts = (name: string): string[] =>
  overview(caseTopology(name)).map(({ machine, subnet, verdict }) => `${machine} ${subnet} ${verdict}`);

describe("subnets that are blocks of their network", () => {
  test.each([
    "24-inline-subnet-and-association",
    "s24a-inline-subnet-reference",
    "s24c-inline-subnet-reference",
    "s24e-inline-subnet-reference",
    "s24f-inline-subnet-reference",
    "s24g-inline-subnet-reference",
  ])("%s: are found by the expression that names one", (name) => {
    const topology = caseTopology(`reports/${name}`);
    expect(verdicts(`reports/${name}`)).toEqual(["vm-app vnet-hub/app tunnelled", "vm-fw vnet-hub/fw direct"]);
    expect(topology.subnets.map((subnet) => subnet.name)).toEqual(["app", "fw"]);
  });

  test.each(["s24b-inline-subnet-reference", "s24d-inline-subnet-reference"])(
    "%s: have no order, so an index leads to a subnet of that network, whichever",
    (name) => {
      const topology = caseTopology(`reports/${name}`);
      expect(verdicts(`reports/${name}`).map((line) => line.split(" ").at(-1))).toEqual([
        "undetermined",
        "undetermined",
      ]);
      expect(topology.networks.map((network) => network.name)).toEqual(["vnet-hub"]);
    },
  );
});

test("s24h-route-block-and-route-resource: routes of the block and of the resource are in one table", () => {
  expect(overview(caseTopology("reports/s24h-route-block-and-route-resource"))).toMatchObject([
    { machine: "vm-a", verdict: "tunnelled" },
    { machine: "vm-nva", verdict: "direct" },
  ]);
});

test("route-server-subnet-by-splat: a Route Server in some subnet of a network is a gateway of that network", () => {
  const topology = caseTopology("foreign/route-server-subnet-by-splat");
  expect(topology.routeServers).toMatchObject([{ name: "rs", network: "azurerm_virtual_network.hub" }]);
  expect(check(topology).findings.filter(({ id }) => id === "FT108")).toEqual([]);
});
