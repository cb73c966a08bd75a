import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

/** FT085. */
export const circuitPropMissing: ConstructRule = {
  id: "FT085",
  name: "circuit-prop-missing",
  severity: "error",
  summary: "A new circuit, its port or its private peering lacks a value.",
  why: "Azure needs name, location and bandwidth of a service provider's circuit together, port and bandwidth of a circuit on a port, and prefixes, VLAN and AS number of a private peering.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/express_route_circuit.html.markdown",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { provider, directPort, privatePeering } }) =>
      Object.entries({ provider, directPort, privatePeering }).flatMap(([part, values]) =>
        Object.entries(values ?? {})
          .filter(([, value]) => value === null || value === "")
          .map(([name]) => ({
            at: { path, prop: `${part}.${name}` },
            text: `${part} has no ${name}`,
            got: `no ${name}`,
            want: "a value (Azure)",
            fix: `${name}: ${EXAMPLES[name]}`,
          })),
      ),
    ),
};

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
