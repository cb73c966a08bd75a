import { networkLabel } from "../networks";
import type { Rule } from "../rule";

/**
 * FT079. A warning, because it may be connected by something else; where no circuit is declared it surely is, or not
 * yet.
 */
export const gatewayWithoutConnection: Rule = {
  id: "FT079",
  name: "gateway-without-connection",
  severity: "warning",
  reason:
    "A gateway that is connected to no circuit costs as much as one that is, and nothing is tunnelled through it.",
  source: "https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways",
  otherwise: "nobody tells",
  check: (app) =>
    app.gateways
      .filter((own) => app.circuits.length > 0 && !app.connections.some(({ network }) => network === own.network))
      .map(({ path, network }) => ({
        at: { path, prop: "connectTo" },
        sentence: `the gateway of ${networkLabel(app, network)} is connected to no circuit`,
        got: "no connection",
        want: "a connection to the circuit of the other VNets",
        fix: "gateway.connectTo(circuit)",
      })),
};
