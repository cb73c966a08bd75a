import { path } from "../../../lib/analysis";
import { caseTopology, findingsOf } from "../../support/cases";

/** The client's internet traffic, and why it is not tunnelled where it is not. */
function answer(name: string): {
  readonly verdict: string;
  readonly why: string | undefined;
  readonly waitsFor: string;
} {
  const { verdict, faults, waitsFor } = path(caseTopology(`reports/${name}`), { from: "vm-client", to: "internet" });
  return { verdict, why: faults[0]?.text, waitsFor: waitsFor.map(({ unknown }) => unknown).join("; ") };
}

const NO_DEFAULT = "vm-client has no 0.0.0.0/0 from an NVA: ";
const DOWN = `${NO_DEFAULT}the BGP session of vm-nva with rs-hub100 does not come up: `;
const WITHHELD = `${NO_DEFAULT}vm-nva does not advertise it to rs-hub100: `;

// The Route Server advertises the VNet's range to the NVA: its table is not empty (row 3.11).
it.each([
  ["18-default-originate-route-map-empty-table"],
  ["18b-with-a-network"],
  // default-originate goes past ebgp-requires-policy.
  ["22-requires-policy-default-originate"],
  ["s22d-datacenter"],
])("%s: the default route is advertised", (name) => {
  expect(answer(name)).toEqual({ verdict: "tunnelled", why: undefined, waitsFor: "" });
});

it.each([
  ["12-azure-asn-in-path", `${NO_DEFAULT}rs-hub100 rejects a path with its own AS number`],
  [
    "18c-prefix-list-not-in-table",
    `${WITHHELD}it has no route that route-map DEFAULT permits, which default-originate waits for`,
  ],
  ["20-bgpd-off", `${DOWN}FRR does not run BGP: /etc/frr/daemons says bgpd=no`],
  ["21-no-ebgp-multihop", `${DOWN}ebgp-multihop is missing, and the Route Server is not in the NVA's subnet`],
  ["22b-requires-policy-network", `${WITHHELD}bgp ebgp-requires-policy (no policy out)`],
  ["s22a-prefix-list-out", `${WITHHELD}prefix-list OUT`],
  ["s22b-route-map-misspelt", `${WITHHELD}route-map TO_RS (not defined: FRR denies all)`],
  [
    "s22c-default-originate-deny",
    `${WITHHELD}it has no route that route-map D permits, which default-originate waits for`,
  ],
])("%s: the default route is not learned, and the NVA's text says why", (name, why) => {
  expect(answer(name)).toEqual({ verdict: "dropped", why, waitsFor: "" });
});

// Nobody has published what Azure does with the TTL between subnets.
it.each([
  ["21b-disable-connected-check", "BGP packets of vm-nva with a TTL of 1 reach rs-hub100"],
  ["21c-ttl-security", "BGP packets of rs-hub100 reach vm-nva with a TTL of 254 or more"],
])("%s: the session depends on the TTL", (name, waitsFor) => {
  expect(answer(name)).toMatchObject({ verdict: "undetermined", waitsFor });
});

test("22b-requires-policy-network: the finding is at the NVA, and names the line that mends it", () => {
  expect(findingsOf(caseTopology("reports/22b-requires-policy-network"), "FT102")).toMatchObject([
    {
      at: expect.arrayContaining(["azurerm_linux_virtual_machine.nva"]) as unknown,
      fix: "in frr.conf, router bgp: no bgp ebgp-requires-policy; or a route-map in both directions",
    },
  ]);
});

test("20-bgpd-off: the finding says what FRR is configured to run", () => {
  expect(findingsOf(caseTopology("reports/20-bgpd-off"), "FT116")).toMatchObject([
    { text: expect.stringContaining("/etc/frr/daemons says bgpd=no") as unknown },
  ]);
});
