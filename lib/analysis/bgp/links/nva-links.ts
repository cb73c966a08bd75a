import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import type { BgpConnection, Machine, Nic } from "../../model/azure";
import type { BgpServer } from "../../model/bgp-servers";
import type { GuestNeighbor } from "../../model/guest";
import type { Scenario } from "../../unknown/scenario";
import { originatedFor, originatedPrefixes, withheldFrom } from "../announcements";
import { acceptedBy, deniesPrefix, sentBy } from "../exchange";
import { existsWith, type Link, rejected, type Sent } from "../link";
import type { Nva, NvaEnd } from "../nva";
import { asNvaRoute, type Rejection, type Route, type SpeakerId } from "../route";
import type { Session } from "../session";

/** A BGP connection of a Route Server, and who is at its other end. */
export interface ServerPeering {
  readonly connection: BgpConnection;
  readonly server: BgpServer;
  readonly machine?: Machine;
  readonly nic?: Nic;
  /** Absent where it is not known what the machine does in BGP. */
  readonly nva?: Nva;
  readonly sessionIn: (scenario: Scenario) => Session;
}

/** Between an NVA and its Route Server, both ways (rows 3.9 to 3.11, 3.15). */
export const nvaLinks = (peering: ServerPeering): Link[] => [
  toServer(peering),
  ...([0, 1] as const).map((instance) => toNva(peering, instance)),
];

const speakerOf = ({ connection, machine }: ServerPeering): SpeakerId => machine?.id ?? connection.id;

/** The NVA's end of its session with an instance. */
const endOf = ({ server, nic }: ServerPeering, nva: Nva, neighbor: GuestNeighbor): NvaEnd => ({
  nva,
  ...(nic && { nic }),
  neighbor,
  remote: server.name,
  remoteAsn: ROUTE_SERVER_ASN,
  ...(server.near !== undefined && { near: server.near }),
});

function toServer(peering: ServerPeering): Link {
  const { connection, server, nva, sessionIn } = peering;
  const speaker = speakerOf(peering);
  const ends = (scenario: Scenario): NvaEnd[] =>
    nva ? sessionIn(scenario).neighbors.map(({ neighbor }) => endOf(peering, nva, neighbor)) : [];
  return {
    from: speaker,
    to: server.id,
    exists: existsWith(connection, server),
    single: true,
    origination: {
      // A machine whose configuration cannot be read may advertise the default, and so may one that fails to.
      possible: [...new Set([DEFAULT_ROUTE, ...originatedPrefixes(nva?.bgp.neighbors ?? [])])].map((prefix) =>
        possible(prefix, speaker),
      ),
      routes: (scenario) => [
        ...sessionIn(scenario).unread,
        ...distinct(ends(scenario).flatMap((end) => originatedFor(scenario, end))),
      ],
      rejections: (scenario) => [
        ...sessionIn(scenario).rejections,
        ...ends(scenario).flatMap((end) => withheldFrom(scenario, end)),
      ],
    },
    // What the Route Server has sent itself comes back with its own AS number, or with a longer path.
    carries: ({ neighbor }) => neighbor === undefined || (nva?.relays === true && neighbor !== server.id),
    sends: (route, scenario) => sentToAll(scenario, ends(scenario), route),
    rejects: (route) => (route.asPath.includes(ROUTE_SERVER_ASN) ? azureAsnInPath(peering, route) : undefined),
    pass: (route) => ({
      ...asNvaRoute(route),
      neighbor: speaker,
      stations: [...route.stations, `${server.name} (${ROUTE_SERVER_ASN})`],
    }),
  };
}

/** The instances exchange what they learn: what one of them gets is enough. */
function sentToAll(scenario: Scenario, ends: readonly NvaEnd[], route: Route): Sent {
  const sent = ends.map((end) => sentBy(scenario, end, route));
  const routes = distinct(sent.flatMap((one) => (one && "asPath" in one ? one : [])));
  return {
    routes,
    rejections:
      routes.length > 0 ? [] : sent.flatMap((one): Rejection[] => (one && "cause" in one ? [one] : [])).slice(0, 1),
  };
}

const distinct = (routes: readonly Route[]): Route[] => [
  ...new Map(routes.map((route) => [JSON.stringify(route), route])).values(),
];

const azureAsnInPath = (peering: ServerPeering, route: Route): Rejection =>
  rejected(
    {
      at: speakerOf(peering),
      cause: "azure-asn-in-path",
      text: `${peering.server.name} rejects a path with its own AS number`,
      got: `AS path ${route.asPath.join(" ")}`,
      want: `no ${ROUTE_SERVER_ASN} in the path`,
      fix:
        route.origin === speakerOf(peering)
          ? `remove ${ROUTE_SERVER_ASN} from the path`
          : `neighbor ADDRESS as-override in frr.conf, for both instances of ${peering.server.name}`,
    },
    route,
  );

const possible = (prefix: string, origin: string): Route => ({
  prefix,
  asPath: [],
  kind: "nva",
  origin,
  communities: [],
  stations: [],
});

function toNva(peering: ServerPeering, instance: 0 | 1): Link {
  const { connection, server, machine, nva, sessionIn } = peering;
  const speaker = speakerOf(peering);
  const neighborIn = (scenario: Scenario): GuestNeighbor | undefined =>
    sessionIn(scenario).neighbors.find((one) => one.instance === instance)?.neighbor;
  return {
    from: server.id,
    to: speaker,
    exists: existsWith(connection, server),
    carries: ({ neighbor, communities }) => neighbor !== speaker && !communities.includes("no-advertise"),
    keepsBack: (route, scenario) => {
      const neighbor = neighborIn(scenario);
      return neighbor && !deniesPrefix(neighbor.in, route.prefix, machine?.name ?? "") ? undefined : "filtered";
    },
    pass: (route) => ({
      ...route,
      asPath: [ROUTE_SERVER_ASN, ...route.asPath],
      neighbor: server.id,
      neighborName: `${server.name} instance ${instance + 1}`,
      stations: [...route.stations, machine?.name ?? "NVA"],
    }),
    accepts: (route, scenario) => {
      const neighbor = neighborIn(scenario)!;
      if (!nva) return route;
      return acceptedBy(scenario, endOf(peering, nva, neighbor), {
        ...route,
        nextHop: route.nextHop ?? neighbor.address,
      });
    },
  };
}
