import { contains, parseAddress, parsePrefix, type Ipv4Prefix } from "../../domain/ipv4";
import { ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { Declaration, NvaDeclaration, Place } from "../declaration";
import { inside } from "../edit";
import { KEPT_AT_START } from "../machines/machines";
import { networkLabel, spacesAreKnown, spacesOf, subnetLabel, subnetsOf } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT177. */
export const nextHopRefused: ConstructRule = {
  id: "FT177",
  name: "next-hop-refused",
  severity: "error",
  summary: "The next hop of an announcement is an address to which Azure cannot send packets.",
  why: "Azure sends packets to a next hop in the same VNet or in a peered one. The Route Server forwards none.",
  sources: [
    "https://learn.microsoft.com/azure/route-server/next-hop-ip",
    "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  ],
  check: (app) =>
    app.nvas.flatMap((nva) => [...ofNoRoute(nva), ...nextHopsOf(nva).flatMap((one) => findingOf(app, nva, one))]),
};

function ofNoRoute({ path, nextHop, advertisesDefault }: NvaDeclaration): ConstructReported[] {
  if (advertisesDefault || nextHop === undefined) return [];
  const text = `${path} has a next hop for a default route that it never advertises`;
  const want = 'no nextHop with defaultRoute: "never"; each announcement has a nextHop of its own';
  return [{ at: { path, prop: "nextHop" }, text, got: JSON.stringify(nextHop), want, fix: "remove nextHop" }];
}

interface WrittenNextHop {
  readonly at: Place;
  readonly text: string;
}

const nextHopsOf = ({ path, nextHop, advertisesDefault, announces }: NvaDeclaration): WrittenNextHop[] =>
  [
    { at: { path, prop: "nextHop" }, text: advertisesDefault ? nextHop : undefined },
    ...announces.map((one) => ({ at: inside(one.at, "nextHop"), text: one.nextHop })),
  ].flatMap(({ at, text }) => (text === undefined ? [] : [{ at, text }]));

function findingOf(app: Declaration, nva: NvaDeclaration, { at, text }: WrittenNextHop): ConstructReported[] {
  const refusal = refusalOf(app, nva, text);
  if (refusal === undefined) return [];
  const want = `an IPv4 address of ${networkLabel(app, nva.network)} or of a VNet that is peered with it`;
  return [{ at, text: `next hop ${text} ${refusal}`, got: JSON.stringify(text), want, fix: `remove ${at.prop}` }];
}

function refusalOf(app: Declaration, nva: NvaDeclaration, text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return "is not an IPv4 address";
  if (text === nva.privateIpAddress) return "is the NVA's own address, which Azure gets anyway";
  const reachable = networksOf(app, nva.network);
  const host = parsePrefix(`${text}/32`)!;
  const isInside = reachable.flatMap(spacesOf).some(({ prefix }) => contains(prefix, host));
  if (!isInside) return reachable.every(spacesAreKnown) ? "is not in the site's VNet or a peered one" : undefined;
  const subnet = reachable.flatMap(subnetsOf).find(({ prefix }) => contains(prefix, host));
  if (subnet?.name === ROUTE_SERVER_SUBNET) return "is in RouteServerSubnet: the Route Server forwards no packets";
  return subnet && isReserved(subnet.prefix, address) ? `is reserved by Azure in ${subnetLabel(subnet)}` : undefined;
}

const isReserved = (prefix: Ipv4Prefix, address: number): boolean =>
  address < prefix.first + KEPT_AT_START || address === prefix.last;

function networksOf({ networks, peerings }: Declaration, own: string): Declaration["networks"] {
  const peered = peerings
    .filter(({ hub, site }) => hub === own || site === own)
    .flatMap(({ hub, site }) => [hub, site]);
  return networks.filter(({ path }) => path === own || peered.includes(path));
}
