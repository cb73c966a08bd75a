import { overview, path } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

test("plan-nic-ids-by-for: a VM whose NIC ids are a `for` expression is there, with its NICs", () => {
  const topology = caseTopology("foreign/plan-nic-ids-by-for");
  expect(topology.machines.map(({ nics }) => nics)).toEqual([
    ['azurerm_network_interface.n["a"]', 'azurerm_network_interface.n["b"]'],
  ]);
  expect(overview(topology)).toMatchObject([{ machine: "app", subnet: "v/s", verdict: "direct" }]);
  expect(path(topology, { from: "app", to: "8.8.8.8" }).verdict).toBe("direct");
});

describe("plan-modules-list-of-objects: subnet ids reach a module as members of a list of objects", () => {
  const topology = caseTopology("foreign/plan-modules-list-of-objects", { machines: { nva: {} } });

  it("and the VMs are in their subnets", () => {
    expect(overview(topology)).toMatchObject([
      { machine: "app", subnet: "spoke/app", defaultFrom: "rt-spoke, UDR", verdict: "tunnelled" },
      { machine: "nva", subnet: "hub/nva" },
    ]);
  });

  it("and nothing is outside of the files", () => {
    expect(topology.notes.filter(({ kind }) => kind === "outside")).toEqual([]);
  });
});
