import { check } from "../../../lib/analysis/check/check";
import type { Topology } from "../../../lib/analysis/model/azure";
import { read } from "../../support/analysis/ask";
import { Azure } from "../../support/analysis/azure";
import { nva, onCircuit, site, t } from "../../support/analysis/situations";

const names = (topology: Topology): string[] => check(topology, { whatIf: false }).findings.map(({ name }) => name);

it("two halves of all addresses count as a default route", () => {
  const halves = read(t({ nva: { announces: ["0.0.0.0/1", "128.0.0.0/1"] } }));
  expect(names(halves)).toContain("default-reaches-others");
});

it("a quarter of all addresses does not count as a default route", () => {
  const quarter = read(t({ nva: { announces: ["0.0.0.0/2"] } }));
  expect(names(quarter)).not.toContain("default-reaches-others");
});

it("a failure whose outcome is decided after apply is undetermined", () => {
  const azure = t();
  nva(azure, "nva101", "hub100", "10.100.0.11", {
    prepend: [65001],
    forwarding: azure.var("standby", { type: "bool" }),
  });
  const { machines, whatIf } = check(read(azure));
  expect(machines.find(({ machine }) => machine === "vm-hub00")?.verdict).toBe("tunnelled");
  expect(whatIf.find(({ without }) => without === "vm-nva100")).toMatchObject({
    outcome: "undetermined",
    changes: [expect.objectContaining({ machine: "vm-hub00", after: "undetermined" })],
  });
});

/** A hub on two circuits: one brings the default route of an NVA, the other that of an on-premises edge. */
function onTwoCircuits(asPath: readonly number[]): Topology {
  const azure = new Azure()
    .vnet("hub00", "10.0.0.0/16")
    .subnet("hub00", "default", "10.0.0.0/24")
    .subnet("hub00", "GatewaySubnet", "10.0.200.0/24")
    .vm("hub00", "hub00_default", { address: "10.0.0.4" })
    .expressRouteGateway("hub00")
    .circuit("hub00", "circuit-1", {}, "conn-hub00-1")
    .circuit("hub00", "circuit-2", {}, "conn-hub00-2");
  onCircuit(site(azure, "hub100", "10.100"), "hub100", "10.100", "circuit-1");
  nva(azure, "nva100", "hub100", "10.100.0.10");
  const announces = [{ prefix: "0.0.0.0/0", asPath }];
  return read(azure, { onPremises: [{ name: "edge-tokyo", circuit: "circuit-2", asn: 64512, announces }] });
}

it("a machine that follows both the NVA and a foreign default route is not reported as lost to the other origin", () => {
  const [learned] = check(onTwoCircuits([64512, 64513]), { whatIf: false }).machines.filter(
    ({ machine }) => machine === "vm-hub00",
  );
  expect(learned?.defaultFrom).toContain("edge-tokyo");
  expect(learned?.defaultFrom).toContain("vm-nva100");
  expect(names(onTwoCircuits([64512, 64513]))).not.toContain("default-from-elsewhere");
});

it("a machine that follows only a foreign default route is reported", () => {
  expect(names(onTwoCircuits([64512]))).toContain("default-from-elsewhere");
});
