import { networkLabel } from "../networks";
import type { ConstructRule } from "../rule";

/**
 * FT079. A warning, because it may be connected by something else; where no circuit is declared it surely is, or not
 * yet.
 */
export const gatewayWithoutConnection: ConstructRule = {
  id: "FT079",
  name: "gateway-without-connection",
  severity: "warning",
  summary: "An ExpressRoute gateway is not connected to a circuit.",
  why: "A gateway without a connection costs as much as a connected one, and nothing is tunnelled through it.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  check: (app) =>
    app.gateways
      .filter((own) => app.circuits.length > 0 && !app.connections.some(({ network }) => network === own.network))
      .map(({ path, network }) => ({
        at: { path, prop: "connectTo" },
        text: `the gateway of ${networkLabel(app, network)} is connected to no circuit`,
        got: "no connection",
        want: "a connection to the circuit of the other VNets",
        fix: "gateway.connectTo(circuit)",
      })),
};
