import { prefixAround } from "../../domain/free-prefix";
import { canonical, contains, type Ipv4Prefix } from "../../domain/ipv4";
import { GATEWAY_SUBNET, isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import { isPrivate } from "../../domain/special-ranges";
import type { Declaration, NetworkDeclaration, Place } from "../declaration";
import { edit } from "../edit";
import {
  isPlanned,
  moveSpace,
  moveSubnet,
  overlapsAny,
  spacesOf,
  subnetLabel,
  subnetsOf,
  type PlacedSubnet,
} from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";
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
    app.networks.flatMap((network) => {
      const small = subnetsOf(network).filter(({ name, prefix }) => prefix.length > smallestLength(name));
      const planned = small.filter(({ prefix }) => isPlanned(network, prefix));
      return [
        ...(planned.length > 0 ? [spaceTooSmall(app, network, planned)] : []),
        ...small.filter((subnet) => !planned.includes(subnet)).map((subnet) => tooSmall(network, subnet)),
      ];
    }),
};

function tooSmall(network: NetworkDeclaration, subnet: PlacedSubnet): ConstructReported {
  const smallest = smallestLength(subnet.name);
  return {
    at: subnet.at,
    text: `${subnetLabel(subnet)}, ${subnet.prefix.text}, is smaller than /${smallest}`,
    got: subnet.prefix.text,
    want: `/${smallest} or larger (${asker(subnet.name)})`,
    fix: grow(network, subnet, smallest),
  };
}

/** The smallest VNet with quarters that a Route Server fits in. */
const SMALLEST_SPACE = smallestLength(ROUTE_SERVER_SUBNET) - 2;

/** Subnets that are not given follow from the address space. */
function spaceTooSmall(
  app: Declaration,
  network: NetworkDeclaration,
  small: readonly PlacedSubnet[],
): ConstructReported {
  const { at, prefix } = spacesOf(network)[0]!;
  const names = small.map((subnet) => `${subnet.name ?? "a subnet"} (${subnet.prefix.text})`).join(", ");
  return {
    at,
    also: small.map((subnet) => subnet.at),
    text: `address space ${prefix.text} is too small for ${names}`,
    got: prefix.text,
    want: `/${SMALLEST_SPACE} or larger, or prefixes for these subnets`,
    fix: widen(app, at, prefix),
  };
}

function widen(app: Declaration, at: Place, { first }: Ipv4Prefix): string {
  const wider = prefixAround(first, SMALLEST_SPACE);
  const others = app.networks
    .flatMap(spacesOf)
    .filter((space) => space.at !== at)
    .map((space) => space.prefix);
  return isPrivate(wider) && !overlapsAny(wider, others)
    ? edit(at, canonical(wider))
    : moveSpace(app, at, SMALLEST_SPACE);
}

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
