import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { shown } from "../../unknown/value";
import { reported, type TopologyRule } from "../topology-rule";
import { sessions } from "../sessions";

/** FT119. */
export const routeServerInstanceUnpeered: TopologyRule = {
  id: "FT119",
  name: "route-server-instance-unpeered",
  severity: "warning",
  summary: "An NVA peers with only one of the two instances of a Route Server.",
  why: "Azure maintains the instances one after the other. While the one with the session is down, all routes of the NVA are withdrawn.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["3.11"],
  example: "one neighbor in frr.conf",
  structural: true,
  check: ({ topology }) =>
    sessions(topology)
      .filter(({ connection, neighbors }) => connection && new Set(neighbors.map(({ address }) => address)).size === 1)
      .map(({ machine, routeServer, neighbors }) =>
        reported({
          at: machine.id,
          also: [routeServer.id],
          text: `${machine.name} peers with only one of the two instances of ${routeServer.name}`,
          got: `neighbor ${shown(neighbors[0]!.address)}`,
          want: "both addresses in virtual_router_ips as neighbors, with the same routes to both",
          fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, also for the other address`,
          rows: ["3.11"],
        }),
      ),
};
