import type { Address } from "../model/address";
import type { Fabric } from "./fabric";
import type { EffectiveRoute } from "../results";
import type { Route } from "../bgp/route";
import { lookup } from "./lookup";

/** A speaker's best routes to an address: longest prefix, all equals, one for each neighbour. */
export function bestFor({ ribs, scenario }: Fabric, speaker: string, address: Address): Route[] {
  const routes = ribs.best.get(speaker) ?? [];
  const rows =
    asRows.get(routes) ??
    routes.map((route): RouteRow => ({
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: route.prefix,
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: null,
      nextHop: { kind: "internet" },
      why: "",
      facts: [],
      route,
    }));
  asRows.set(routes, rows);
  return [
    ...new Map((lookup(rows, address, scenario) as RouteRow[]).map(({ route }) => [route.neighbor, route])).values(),
  ];
}

/** A speaker's route in the form that a lookup takes. */
type RouteRow = EffectiveRoute & { readonly route: Route };
const asRows = new WeakMap<readonly Route[], readonly RouteRow[]>();
