import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { unknown } from "../../../lib/analysis/unknown/value";
import { configured, fixture, jsonFile } from "../terraform/support";
import { nva } from "./sample-resources";

test("a VM whose user data is unknown behaves as assumed", () => {
  const text = { ...JSON.parse(fixture("cdk.tf.json").text) };
  const topology = readTopology([jsonFile("x", text)], {
    machines: { "vm-nva100": { announces: ["0.0.0.0/0"], prepend: 2 } },
  });
  const guest = topology.machines.find(({ name }) => name === "vm-nva100")?.guest;
  expect(guest?.forwards.value).toBe(true);
  expect(guest?.bgp?.asn).toBe(65001);
  expect(guest?.bgp?.originates.map(({ prefix }) => prefix)).toEqual(["0.0.0.0/0"]);
  expect(guest?.bgp?.neighbors.map(({ address, out }) => [address, out[0]?.terms[0]?.asPathChanges])).toEqual(
    topology.routeServers[0]!.addresses.map((address) => [address, [{ kind: "prepend", asns: [65001, 65001] }]]),
  );
});

describe("a machine that is assumed", () => {
  const guest = (assumed: NonNullable<Assumptions["machines"]>[string], resources: object = nva): unknown =>
    configured(resources, {}, { machines: { nva: assumed } }).machines[0]!.guest;

  test("forwards, translates, and has a session with each instance of the Route Servers that expect it", () => {
    // A Route Server is not in the NVA's subnet: without multihop the session would not come up.
    const session = {
      remoteAsn: 65515,
      multihop: 255,
      active: true,
      shutdown: false,
      password: false,
      in: [],
      out: [
        {
          terms: [
            {
              action: "permit",
              prefixes: [{ prefix: "0.0.0.0/0" }],
              asPathChanges: [{ kind: "prepend", asns: [65001, 65001] }],
            },
          ],
        },
      ],
    };
    expect(guest({ announces: ["0.0.0.0/0"], prepend: 2 })).toMatchObject({
      forwards: { value: true },
      postrouting: [{ rules: [{ action: "masquerade" }] }],
      bgp: {
        asn: 65001,
        originates: [{ prefix: "0.0.0.0/0" }],
        neighbors: [
          { address: "10.0.0.8", ...session },
          { address: "10.0.0.9", ...session },
        ],
      },
    });
  });

  test("has the values of the assumption", () => {
    expect(guest({ forwards: false, translates: false, asn: 65009 })).toMatchObject({
      forwards: { value: false },
      postrouting: [],
      bgp: { asn: 65009, originates: [] },
    });
  });

  test("has no BGP where no Route Server has a connection for it", () => {
    expect(guest({}, { ...nva, azurerm_route_server_bgp_connection: {} })).not.toHaveProperty("bgp");
  });

  test("does not prepend an AS number that is known after apply", () => {
    const peer = { ...nva.azurerm_route_server_bgp_connection.b, peer_asn: "${var.asn}" };
    expect(guest({ prepend: 2 }, { ...nva, azurerm_route_server_bgp_connection: { b: peer } })).toMatchObject({
      bgp: { asn: unknown("var.asn"), neighbors: [{ out: [{ terms: [{ asPathChanges: [] }] }] }, {}] },
    });
  });
});
