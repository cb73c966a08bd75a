import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { peerOf } from "../../model/relations";
import type { CheckContext } from "../context";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { sessions } from "../sessions";

/** FT116. */
export const bgpSessionOneSided: TopologyRule = {
  id: "FT116",
  name: "bgp-session-one-sided",
  severity: "error",
  summary: "Only one of an NVA and a Route Server is configured for their BGP session.",
  why: "Each side waits for the other, and neither says a word.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  facts: ["3.9"],
  example: "an azurerm_route_server_bgp_connection to a machine whose frr.conf has no neighbor for the Route Server",
  explains: ["session-down", "no-advertise"],
  check: (context) =>
    sessions(context.topology)
      .flatMap(({ routeServer, machine, connection, neighbors }): TopologyReported[] => {
        const bgp = machine.guest.bgp;
        if (machine.guest.unread.some(({ affects }) => affects === "bgp")) return [];
        if (connection && neighbors.length === 0) {
          const said = {
            text: `${routeServer.name} peers with ${machine.name}, which has no neighbor for it`,
            got: `neighbors: ${bgp.neighbors.length === 0 ? "none" : bgp.neighbors.length}`,
            want: `both addresses of ${routeServer.name} as neighbors`,
          };
          return [
            reported({
              at: machine.id,
              also: [connection.id, routeServer.id],
              ...said,
              fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, for each of virtual_router_ips`,
              rows: ["3.9"],
            }),
          ];
        }
        if (connection) return [];
        const said = {
          text: `${machine.name} has ${routeServer.name} as a neighbor, which does not peer with it`,
          got: "no azurerm_route_server_bgp_connection to its address",
          want: "one for the NVA",
        };
        return [
          reported({
            at: routeServer.id,
            also: [machine.id],
            ...said,
            fix: `add an azurerm_route_server_bgp_connection with the address and AS number of ${machine.name}`,
            rows: ["3.9"],
          }),
        ];
      })
      .concat(strangers(context)),
};

/** Peers of a Route Server whose user data was read, and has no BGP in it. */
function strangers({ topology, index }: CheckContext): TopologyReported[] {
  return topology.bgpConnections.flatMap((connection) => {
    const machine = peerOf(index, connection)?.machine;
    const silent =
      machine?.guest && !machine.guest.bgp && !machine.guest.unread.some(({ affects }) => affects === "bgp");
    if (!machine || !silent) return [];
    const server = topology.routeServers.find(({ id }) => id === connection.routeServer)!;
    const said = {
      text: `${server.name} peers with ${machine.name}, which does not speak BGP`,
      got: "user data without a BGP speaker",
      want: "FRR with both instances of the Route Server as neighbors",
    };
    return [
      reported({
        at: machine.id,
        also: [connection.id, server.id],
        ...said,
        fix: `configure "router bgp" in the user data of ${machine.name}, or remove the connection`,
        rows: ["3.9"],
      }),
    ];
  });
}
