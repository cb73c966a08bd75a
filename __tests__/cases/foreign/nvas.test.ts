import { check } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

test("standby-firewall-is-no-client: the passive one of a pair of firewalls does not leak", () => {
  const topology = caseTopology("foreign/standby-firewall-is-no-client");
  const { machines, findings } = check(topology);
  expect(machines).toEqual(
    expect.arrayContaining([expect.objectContaining({ machine: "passive", verdict: "direct" })]),
  );
  expect(findings.filter(({ id }) => id === "FT101")).toEqual([]);
  const client = topology.nics.map((nic) => ({
    ...nic,
    forwarding: nic.forwarding === true && !nic.name.startsWith("passive"),
  }));
  expect(check({ ...topology, nics: client }).findings.map(({ id }) => id)).toContain("FT101");
});
