import { path, type PathResult } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

const toEndpoint = (name: string, to = "10.7.1.5"): PathResult =>
  path(caseTopology(`reports/${name}`), { from: "vm-app", to });
const stations = ({ out }: PathResult): string[] => out[0]!.hops.map(({ name }) => name);

test.each([
  ["27-private-endpoint-past-the-firewall", ["vm-app", "pe-sql"]],
  ["27b-with-policy", ["vm-app", "vm-fw", "pe-sql"]],
  ["27c-with-policy-and-a-default-only", ["vm-app", "pe-sql"]],
  ["27d-policy-and-shorter-than-network", ["vm-app", "pe-sql"]],
  ["27e-policy-and-subnet-prefix", ["vm-app", "vm-fw", "pe-sql"]],
])("%s: with the policy a UDR counts from the length of the VNet's range on", (name, expected) => {
  const result = toEndpoint(name);
  expect(result.verdict).toBe("delivered");
  expect(stations(result)).toEqual(expected);
});

describe("28-endpoint-and-vnetlocal-route: a UDR to VnetLocal takes the place of the endpoint's route", () => {
  it("and does not lead to it", () => {
    const result = toEndpoint("28-endpoint-and-vnetlocal-route", "10.8.1.5");
    expect(result).toMatchObject({ verdict: "dropped", reason: "no-route" });
    expect(result.faults).toMatchObject([
      { at: "azurerm_virtual_network.main", fix: '"private_endpoint_vnet_policies": "Basic"' },
    ]);
  });

  it("but does with policies for endpoints on the VNet", () => {
    const topology = caseTopology("reports/28-endpoint-and-vnetlocal-route");
    const networks = topology.networks.map((network) => ({ ...network, endpointPolicies: true }));
    expect(path({ ...topology, networks }, { from: "vm-app", to: "10.8.1.5" }).verdict).toBe("delivered");
  });
});
