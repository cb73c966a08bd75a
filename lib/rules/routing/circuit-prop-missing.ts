import type { ConstructReported, ConstructRule } from "../rule";

/** FT085. */
export const circuitPropMissing: ConstructRule = {
  id: "FT085",
  name: "circuit-prop-missing",
  severity: "error",
  summary: "A circuit, its port or its private peering lacks a value.",
  why: "A circuit is found by its name and resource group. Azure needs name, location and bandwidth of a service provider's circuit together, port and bandwidth of a circuit on a port, and prefixes, VLAN and AS number of a private peering.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/express_route_circuit.html.markdown",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.circuits.flatMap(({ path, found, created }) => {
      if (!created) return missing(path, "", { name: found?.name, resourceGroupName: found?.resourceGroupName }, FOUND);
      const { provider = {}, directPort = {}, privatePeering = {} } = created;
      return Object.entries({ provider, directPort, privatePeering }).flatMap(([part, values]) =>
        missing(path, part, values, EXAMPLES),
      );
    }),
};

function missing(
  path: string,
  part: string,
  values: Readonly<Record<string, unknown>>,
  examples: Readonly<Record<string, string>>,
): ConstructReported[] {
  return Object.entries(values)
    .filter(([, value]) => value === null || value === "")
    .map(([name]) => ({
      at: { path, prop: part === "" ? name : `${part}.${name}` },
      text: `${part || "the circuit"} has no ${name}`,
      got: `no ${name}`,
      want: "a value (Azure)",
      fix: `${name}: ${examples[name]}`,
    }));
}

const FOUND = { name: '"erc-tokyo"', resourceGroupName: '"rg-circuit"' };

const EXAMPLES: Readonly<Record<string, string>> = {
  name: '"Equinix"',
  peeringLocation: '"Tokyo"',
  bandwidthMbps: "50",
  expressRoutePortId:
    '"/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/expressRoutePorts/<port>"',
  bandwidthGbps: "10",
  primaryPrefix: '"192.168.255.0/30"',
  secondaryPrefix: '"192.168.255.4/30"',
  vlanId: "100",
  peerAsn: "65010",
};
