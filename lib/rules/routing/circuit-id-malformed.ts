import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT033. The portal and the Azure CLI print ids in letter cases that the provider rejects ("resourcegroups"). */
export const circuitIdMalformed: ConstructRule = {
  id: "FT033",
  name: "circuit-id-malformed",
  severity: "error",
  summary: "The id of a circuit is not valid.",
  why: 'The provider accepts an id only in the letter case of the documentation. The portal and the Azure CLI print other letter cases ("resourcegroups").',
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/express_route_circuit.html.markdown",
  ],
  otherwise: "terraform validate",
  check: (app) =>
    app.circuits.flatMap(({ path, circuitId }) => {
      if (circuitId === undefined || EXACT.test(circuitId)) return [];
      const at = { path, prop: "circuitId" };
      const [, subscription, group, circuit] = ANY_CASE.exec(circuitId.trim()) ?? [];
      const text =
        circuit === undefined
          ? `${JSON.stringify(circuitId)} is not the id of an ExpressRoute circuit`
          : "the id of the circuit has segments in the wrong letter case";
      return [
        {
          at,
          text,
          got: JSON.stringify(circuitId),
          want: idOf("…", "…", "…"),
          fix: edit(at, idOf(subscription ?? "<subscription>", group ?? "<resource group>", circuit ?? "<circuit>")),
        },
      ];
    }),
};

const EXACT =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Network\/expressRouteCircuits\/[^/\s]+$/;
const ANY_CASE =
  /^\/?subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s]+)\/providers\/Microsoft\.Network\/expressRouteCircuits\/([^/\s]+)\/?$/i;

function idOf(subscription: string, group: string, circuit: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/expressRouteCircuits/${circuit}`;
}
