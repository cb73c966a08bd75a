import { idRefusal } from "../azure-id";
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
      const refused = circuitId === undefined ? undefined : idRefusal(circuitId, CIRCUITS, "circuit");
      if (!refused) return [];
      const at = { path, prop: "circuitId" };
      const got = JSON.stringify(circuitId);
      return [
        {
          at,
          text: refused.isOther
            ? `${got} is not the id of an ExpressRoute circuit`
            : "the id of the circuit has segments in the wrong letter case",
          got,
          want: refused.want,
          fix: edit(at, refused.right),
        },
      ];
    }),
};

const CIRCUITS = "Microsoft.Network/expressRouteCircuits";
