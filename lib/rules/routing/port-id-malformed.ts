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
      if (id === undefined || id === null || id === "" || EXACT.test(id)) return [];
      const at = { path, prop: "directPort.expressRoutePortId" };
      const [, subscription, group, port] = ANY_CASE.exec(id.trim()) ?? [];
      return [
        {
          at,
          text:
            port === undefined
              ? `${JSON.stringify(id)} is not the id of an ExpressRoute Direct port`
              : "the id of the port has segments in the wrong letter case",
          got: JSON.stringify(id),
          want: idOf("…", "…", "…"),
          fix: edit(at, idOf(subscription ?? "<subscription>", group ?? "<resource group>", port ?? "<port>")),
        },
      ];
    }),
};

const EXACT =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Network\/expressRoutePorts\/[^/\s]+$/;
const ANY_CASE =
  /^\/?subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s]+)\/providers\/Microsoft\.Network\/expressRoutePorts\/([^/\s]+)\/?$/i;

function idOf(subscription: string, group: string, port: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/expressRoutePorts/${port}`;
}
