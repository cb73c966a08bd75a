import { check } from "../../../lib/analysis/check/check";
import { ask, read } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { hubAndSpoke, ROUTER } from "./hub-and-spoke";

/** The NVA's address is dynamic, and the spoke's route names it by a literal. */
const dynamic = (hop: string): Azure =>
  hubAndSpoke({ routes: [["0.0.0.0/0", hop]] }).set("network_interface.nva", {
    ip_configuration: [
      {
        name: "ipconfig1",
        subnet_id: "${azurerm_subnet.hub_nva.id}",
        private_ip_address_allocation: "Dynamic",
        public_ip_address_id: "${azurerm_public_ip.nva.id}",
      },
    ],
  });

const lost = (azure: Azure): string[] =>
  check(read(azure), { whatIf: false }).findings.flatMap(({ text }) => (text.includes("10.0.0.") ? [text] : []));

test("a route may name the only NIC with a dynamic address by the lowest one of its subnet", () => {
  expect(ask(read(dynamic("10.0.0.4")), "vm-app")).toMatchObject({ verdict: "tunnelled" });
  expect(lost(dynamic("10.0.0.4"))).toEqual([]);
});

test("static addresses come first", () => {
  const azure = (hop: string): Azure => dynamic(hop).vm("web", "hub_nva", { address: "10.0.0.4" });
  expect(ask(read(azure("10.0.0.5")), "vm-app")).toMatchObject({ verdict: "tunnelled" });
});

test("with a second one in the subnet, only the apply tells which gets the address", () => {
  const azure = (hop: string): Azure => dynamic(hop).vm("web", "hub_nva", { forwarding: true, userData: ROUTER });
  for (const hop of ["10.0.0.4", "10.0.0.5"])
    expect(ask(read(azure(hop)), "vm-app")).toMatchObject({ verdict: "undetermined" });
  expect(ask(read(azure("10.0.0.6")), "vm-app")).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
});

test("an address that nothing gets leads nowhere", () => {
  expect(ask(read(dynamic("10.0.0.9")), "vm-app")).toMatchObject({ verdict: "dropped" });
  expect(lost(dynamic("10.0.0.9"))).toEqual([
    "vm-app does not reach the internet: the next hop 10.0.0.9 of 0.0.0.0/0 is not the address of any NIC",
  ]);
});
