import { idRefusal } from "../azure-id";
import { edit } from "../edit";
import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

/** FT093. */
export const portIdMalformed: ConstructRule = {
  id: "FT093",
  name: "port-id-malformed",
  severity: "error",
  summary: "The id of an ExpressRoute Direct port is not valid.",
  why: 'The provider accepts an id only in the letter case of the documentation. The portal and the Azure CLI print other letter cases ("resourcegroups").',
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/express_route_port.html.markdown",
  ],
  otherwise: "terraform validate",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { directPort } }) => {
      const id = directPort?.expressRoutePortId;
      const refused = id ? idRefusal(id, PORTS, "port") : undefined;
      if (!refused) return [];
      const at = { path, prop: "directPort.expressRoutePortId" };
      const got = JSON.stringify(id);
      return [
        {
          at,
          text: refused.isOther
            ? `${got} is not the id of an ExpressRoute Direct port`
            : "the id of the port has segments in the wrong letter case",
          got,
          want: refused.want,
          fix: edit(at, refused.right),
        },
      ];
    }),
};

const PORTS = "Microsoft.Network/expressRoutePorts";
