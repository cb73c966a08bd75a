import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import type { VirtualHubConnection } from "../../model/azure";
import { type PropagationTarget, propagationTargets } from "../../model/hub-tables";
import type { TopologyIndex } from "../../model/topology-index";
import { and } from "../../unknown/truth";
import type { Link } from "../link";
import type { Route } from "../route";
import { nvaLinks, type ServerPeering } from "./nva-links";

/**
 * Between an NVA in a VNet and the router of the virtual hub that the VNet is connected to, both ways (row 14.10).
 * @param connection the connection of the NVA's network
 */
export function hubNvaLinks(
  index: TopologyIndex,
  connection: VirtualHubConnection | undefined,
  peering: ServerPeering,
): Link[] {
  const [toServer, ...toNva] = nvaLinks(peering);
  const hub = connection?.hub ?? "";
  const targets = connection ? propagationTargets(index, hub, connection).filter((target) => target.hub === hub) : [];
  return [
    ...targets.map((target) => intoTable(toServer!, target, connection!)),
    ...toNva.map((link): Link => ({
      ...link,
      keepsBack: (route, scenario) =>
        // A network that does not learn the default route keeps it from its NVA, too.
        route.prefix === DEFAULT_ROUTE && !scenario.isTrue(connection?.internetSecurity ?? false)
          ? "filtered"
          : link.keepsBack?.(route, scenario),
    })),
  ];
}

function intoTable(link: Link, { table, when }: PropagationTarget, { id }: VirtualHubConnection): Link {
  return {
    ...link,
    to: table,
    exists: and(link.exists, when),
    pass: (route) => {
      const passed = link.pass(route);
      return { ...passed, via: { kind: "address", connection: id, address: addressOf(passed), static: false } };
    },
  };
}

const addressOf = ({ nextHop = "" }: Route): string => nextHop;
