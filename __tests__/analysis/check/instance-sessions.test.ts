import { check } from "../../../lib/analysis/check/check";
import type { Finding } from "../../../lib/analysis/results";
import { read, verdictOf } from "../../support/analysis/ask";
import type { Azure, Rule } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

const FIXED = ["10.100.210.4", "10.100.210.5"] as const;

/** T with fixed neighbors, and a line of the NVA's user data replaced. */
function withLine(line: string, by: string): Azure {
  const azure = t({ nva: { neighbors: FIXED } });
  const machine = azure.at("linux_virtual_machine.nva100");
  const text = String(machine.custom_data);
  expect(text.split(line)).toHaveLength(2);
  machine.custom_data = text.replace(line, by);
  return azure;
}

const MULTIHOP = " neighbor 10.100.210.5 ebgp-multihop 255";

const deny = (direction: Rule["direction"], of: Pick<Rule, "from" | "to">): Rule => ({
  name: `Deny${direction}`,
  priority: 110,
  direction,
  access: "Deny",
  protocol: "Tcp",
  port: "179",
  ...of,
});

function denying(...rules: readonly Rule[]): Azure {
  const azure = t({ nva: { neighbors: FIXED } });
  const group = azure.at("network_security_group.hub100_nva");
  const added = t().nsg("hub100_default", rules).at("network_security_group.hub100_default").security_rule;
  group.security_rule = [...(group.security_rule as object[]), ...(added as object[])];
  return azure;
}

const found = (azure: Azure): Finding[] =>
  check(read(azure), { whatIf: false }).findings.filter(({ id }) => id === "FT119");

it.each<[string, string, string]>([
  ["has no ebgp-multihop", "", "ebgp-multihop is missing, and the Route Server is not in the NVA's subnet"],
  [
    "is shut down",
    " neighbor 10.100.210.5 ebgp-multihop 255\\n       neighbor 10.100.210.5 shutdown",
    "it is shut down",
  ],
  [
    "has a password",
    " neighbor 10.100.210.5 ebgp-multihop 255\\n       neighbor 10.100.210.5 password x",
    "Azure Route Server has no MD5",
  ],
])("warns where one of two neighbors %s, and names it", (_, by, because) => {
  const azure = withLine(MULTIHOP, by);
  expect(verdictOf(read(azure), "vm-hub00").verdict).toBe("tunnelled");
  const [finding, ...others] = found(azure);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "warning",
    text: `vm-nva100 has a session with only one of the two instances of rs-hub100: with 10.100.210.5, ${because}`,
  });
  expect(finding!.at[0]).toBe("azurerm_linux_virtual_machine.nva100");
});

it("warns where a security group denies the session with one instance", () => {
  const azure = denying(deny("Inbound", { from: "10.100.210.4" }), deny("Outbound", { to: "10.100.210.4" }));
  expect(found(azure)).toMatchObject([
    {
      text: "vm-nva100 has a session with only one of the two instances of rs-hub100: with 10.100.210.4, nsg-hub100_nva denies TCP port 179 in both directions",
      at: ["azurerm_network_security_group.hub100_nva", expect.anything(), expect.anything()],
    },
  ]);
  expect(found(denying(deny("Inbound", { from: "10.100.210.4" })))).toEqual([]);
});

it("leaves two sessions alone, and those that are both down to the verdicts", () => {
  expect(found(t({ nva: { neighbors: FIXED } }))).toEqual([]);
  expect(found(t({ nva: { neighbors: FIXED, multihop: false } }))).toEqual([]);
});

it("waits for a value that decides whether one session comes up", () => {
  const azure = withLine("neighbor 10.100.210.5 remote-as 65515", "neighbor 10.100.210.5 remote-as ${var.asn}");
  azure.var("asn", { type: "number" });
  const { undecided } = check(read(azure), { whatIf: false });
  const waiting = undecided.find(({ id }) => id === "FT119")?.waitsFor.map(({ unknown }) => unknown);
  expect(waiting).toEqual(["var.asn"]);
});
