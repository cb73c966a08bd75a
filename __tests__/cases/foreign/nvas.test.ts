import { check } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

test("standby-firewall-is-no-client: the passive one of a pair of firewalls does not leak", () => {
  const topology = caseTopology("foreign/standby-firewall-is-no-client");
  const { machines, findings } = check(topology);
  expect(machines).toEqual(
    expect.arrayContaining([expect.objectContaining({ machine: "passive", verdict: "direct" })]),
  );
  expect(findings.filter(({ id }) => id === "FT101")).toEqual([]);
  const single = topology.machines.map((machine) =>
    machine.name === "passive" ? { ...machine, nics: machine.nics.slice(0, 1) } : machine,
  );
  const nics = topology.nics.map((nic) => (nic.name.startsWith("passive") ? { ...nic, forwarding: false } : nic));
  expect(check({ ...topology, machines: single, nics }).findings.map(({ id }) => id)).toContain("FT101");
});
