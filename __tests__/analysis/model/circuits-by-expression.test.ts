import { sameCircuits } from "../../../lib/analysis/bgp/same-circuit";
import type { Circuit } from "../../../lib/analysis/model/azure";
import { circuitsByExpression } from "../../../lib/analysis/model/circuits-by-expression";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { topologyOf } from "../../support/analysis/topology";

const circuit = (id: string, managed = false): Circuit => ({ id, name: id, managed });
const VARS = ["var.a", "var.b", "var.c", "var.d"];
const topology = (count: number) => topologyOf({ circuits: VARS.slice(0, count).map((id) => circuit(id)) });

describe("circuits that may turn out to be one", () => {
  it.each([
    ["one", 1, 1],
    ["two", 2, 2],
    ["three", 3, 3],
    ["none of four, which are too many to try", 4, 0],
  ])("are %s", (_, count, expected) => {
    expect(circuitsByExpression(topology(count))).toHaveLength(expected);
  });

  it("are named by expressions: not those of the files, and not those with a resource id", () => {
    const circuits = [circuit("azurerm_express_route_circuit.er", true), circuit("/subscriptions/x"), circuit("var.a")];
    expect(circuitsByExpression(topologyOf({ circuits })).map(({ id }) => id)).toEqual(["var.a"]);
  });

  it("are the first of those that they are the same as", () => {
    const same = (answer: boolean) => [...sameCircuits(topology(3), new Scenario(new Map(), () => answer))];
    expect(same(true)).toEqual([]);
    expect(same(false)).toEqual([
      ["var.b", "var.a"],
      ["var.c", "var.a"],
    ]);
  });
});
