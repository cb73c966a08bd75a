import { prefixAround } from "../../domain/free-prefix";
import { canonical, contains } from "../../domain/ipv4";
import { GATEWAY_SUBNET, isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { NetworkDeclaration } from "../declaration";
import { edit } from "../edit";
import { moveSubnet, overlapsAny, spacesOf, subnetLabel, subnetsOf, type PlacedSubnet } from "../networks";
import type { ConstructRule } from "../rule";
import { smallestLength } from "./subnet-sizes";

/** FT011. The minimum of a Route Server is /26; older pages say /27. */
export const subnetTooSmall: ConstructRule = {
  id: "FT011",
  name: "subnet-too-small",
  severity: "error",
  summary: "A subnet is too small for what Azure puts into it.",
  why: "Azure keeps five addresses of each subnet, and a gateway or Route Server needs room for its instances.",
  sources: ["https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks.flatMap((network) =>
      subnetsOf(network).flatMap((subnet) => {
        const smallest = smallestLength(subnet.name);
        if (subnet.prefix.length <= smallest) return [];
        return [
          {
            at: subnet.at,
            text: `${subnetLabel(subnet)}, ${subnet.prefix.text}, is smaller than /${smallest}`,
            got: subnet.prefix.text,
            want: `/${smallest} or larger (${asker(subnet.name)})`,
            fix: grow(network, subnet, smallest),
          },
        ];
      }),
    ),
};

function asker(name: string | undefined): string {
  if (isSubnetNamed(name, GATEWAY_SUBNET)) return "ExpressRoute gateway";
  return isSubnetNamed(name, ROUTE_SERVER_SUBNET) ? "Route Server" : "Azure";
}

/** The same place if the neighbours leave room, else another place in the VNet. */
function grow(network: NetworkDeclaration, subnet: PlacedSubnet, length: number): string {
  const grown = prefixAround(subnet.prefix.first, length);
  const others = subnetsOf(network)
    .filter(({ at }) => at !== subnet.at)
    .map(({ prefix }) => prefix);
  const fits = spacesOf(network).some(({ prefix }) => contains(prefix, grown)) && !overlapsAny(grown, others);
  return fits ? edit(subnet.at, canonical(grown)) : moveSubnet(network, subnet.at, length, length);
}
