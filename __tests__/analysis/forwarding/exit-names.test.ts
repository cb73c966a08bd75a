import { exitNames } from "../../../lib/analysis/forwarding/exit-names";
import type { Egress } from "../../../lib/analysis/results";

const exit = (name: string, more: Partial<Egress> = {}): Egress => ({
  kind: "nat-gateway",
  name,
  address: null,
  ...more,
});

it("names each exit once", () => {
  const [one, two] = ["vm-a", "vm-b"].map((machine) => exit("ng", { id: "azurerm_nat_gateway.ng", machine }));
  expect(exitNames([one!, two!])).toEqual(["ng"]);
});

it("tells different exits of one name apart", () => {
  expect(
    exitNames([exit("ng", { id: "azurerm_nat_gateway.a" }), exit("ng", { id: "azurerm_nat_gateway.b" }), exit("pip")]),
  ).toEqual(["ng (azurerm_nat_gateway.a)", "ng (azurerm_nat_gateway.b)", "pip"]);
  const anonymous = (machine: string): Egress =>
    exit("a default outbound address", { kind: "default-outbound", machine });
  expect(exitNames([anonymous("vm-a"), anonymous("vm-b")])).toEqual([
    "a default outbound address of vm-a",
    "a default outbound address of vm-b",
  ]);
});
