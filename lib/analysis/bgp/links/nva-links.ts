import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { applyPolicies, deniesForCertain } from "../../guest/frr/policy";
import type { BgpConnection, Machine, RouteServer } from "../../model/azure";
import type { Scenario } from "../../unknown/scenario";
import { existsWith, type Link, rejected } from "../link";
import type { Route } from "../route";
import type { Session } from "../session";

const DEFAULT = "0.0.0.0/0";

/** Between an NVA and its Route Server, both ways (rows 3.9 to 3.11, 3.15). */
export function nvaLinks(
  connection: BgpConnection,
  server: RouteServer,
  machine: Machine | undefined,
  sessionIn: (scenario: Scenario) => Session,
): Link[] {
  const speaker = machine?.id ?? connection.id;
  const exists = existsWith(connection, server);
  const up: Link = {
    from: speaker,
    to: server.id,
    exists,
    origination: {
      possible: possiblePrefixes(machine).map((prefix) => possible(prefix, speaker)),
      routes: (scenario) => sessionIn(scenario).announced,
      rejections: (scenario) => sessionIn(scenario).rejections,
    },
    carries: ({ neighbor }) => neighbor === undefined,
    keepsBack: (route) =>
      route.asPath.includes(ROUTE_SERVER_ASN)
        ? rejected(
            {
              at: speaker,
              cause: "azure-asn-in-path",
              text: `${server.name} rejects a path with its own AS number`,
              got: `AS path ${route.asPath.join(" ")}`,
              want: `no ${ROUTE_SERVER_ASN} in the path`,
              fix: `remove ${ROUTE_SERVER_ASN} from the path`,
            },
            route,
          )
        : undefined,
    pass: (route) => ({
      ...route,
      neighbor: speaker,
      stations: [...route.stations, `${server.name} (${ROUTE_SERVER_ASN})`],
    }),
  };
  const down = ([0, 1] as const).map((instance): Link => ({
    from: server.id,
    to: speaker,
    exists,
    carries: ({ neighbor, communities }) => neighbor !== speaker && !communities.includes("no-advertise"),
    keepsBack: (route, scenario) => (learns(machine, sessionIn(scenario), instance, route) ? undefined : "filtered"),
    pass: (route) => ({
      ...route,
      asPath: [ROUTE_SERVER_ASN, ...route.asPath],
      neighbor: server.id,
      neighborName: `${server.name} instance ${instance + 1}`,
      stations: [...route.stations, machine?.name ?? "NVA"],
    }),
  }));
  return [up, ...down];
}

/** A machine whose configuration cannot be read may advertise the default, and so may one that is told to and fails. */
function possiblePrefixes(machine: Machine | undefined): string[] {
  const bgp = machine?.guest?.bgp;
  const originated = [...(bgp?.originates ?? []), ...(bgp?.neighbors.flatMap(({ originates }) => originates) ?? [])];
  return [...new Set([DEFAULT, ...originated.map(({ prefix }) => prefix)])];
}

const possible = (prefix: string, origin: string): Route => ({
  prefix,
  asPath: [],
  kind: "nva",
  origin,
  communities: [],
  stations: [],
});

function learns(machine: Machine | undefined, { neighbors }: Session, instance: 0 | 1, route: Route): boolean {
  const session = neighbors.find((one) => one.instance === instance);
  if (!session) return false;
  const asPath = [ROUTE_SERVER_ASN, ...route.asPath];
  const own = machine?.guest?.bgp?.asn;
  if (asPath.some((asn) => asn === own)) return false;
  const learned = { prefix: route.prefix, asPath, communities: [] };
  return !deniesForCertain(applyPolicies(session.neighbor.in, learned, machine?.name ?? ""));
}
