import { check } from "../../../lib/analysis/check/check";
import { nvas } from "../../../lib/analysis/check/nvas";
import { Azure } from "../../support/analysis/azure";
import { read } from "../../support/analysis/ask";

/** A VNet 10.0.0.0/16 with a client and a machine at 10.0.1.4, whichever it is. */
function network(azure: Azure, id: string): Azure {
  return azure
    .vnet(id, "10.0.0.0/16")
    .subnet(id, "client", "10.0.0.0/24")
    .subnet(id, "inner", "10.0.1.0/24")
    .vm(`client-${id}`, `${id}_client`, { address: "10.0.0.4" })
    .vm(`at-${id}`, `${id}_inner`, { address: "10.0.1.4", forwarding: true });
}

const islands = (): Azure => network(network(new Azure(), "a"), "b");
const names = (azure: Azure): string[] => nvas(read(azure)).map(({ name }) => name);
const TO_NVA = [["0.0.0.0/0", "10.0.1.4"]] as const;

test("of two VNets with the same addresses, the one with the route has the NVA", () => {
  expect(names(islands().table("a_client", TO_NVA))).toEqual(["vm-at-a"]);
  expect(names(islands().table("b_client", TO_NVA))).toEqual(["vm-at-b"]);
  expect(names(islands().table("a_client", TO_NVA).table("b_client", TO_NVA))).toEqual(["vm-at-a", "vm-at-b"]);
});

test("an NVA beyond reach is meant where nothing within reach has the address", () => {
  const azure = network(new Azure(), "a").vnet("c", "10.9.0.0/16").subnet("c", "client", "10.9.0.0/24");
  azure.vm("client-c", "c_client", { address: "10.9.0.4" }).table("c_client", TO_NVA);
  expect(names(azure)).toEqual(["vm-at-a"]);
});

test("a machine that no route leads to is not an NVA", () => {
  expect(names(islands())).toEqual([]);
});

test("a table that no subnet has any longer says what was meant, and its clients leak", () => {
  const azure = network(new Azure(), "a").natGateway("a_client").table("a_client", TO_NVA);
  azure.drop("subnet_route_table_association.a_client");
  expect(names(azure)).toEqual(["vm-at-a"]);
  expect(check(read(azure)).findings.map(({ id }) => id)).toContain("FT101");
});
