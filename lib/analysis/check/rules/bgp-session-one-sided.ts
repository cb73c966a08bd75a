import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { peerOf } from "../../model/relations";
import type { Guest } from "../../model/guest";
import type { CheckContext } from "../context";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { type Session, sessions } from "../sessions";

/** FT116. */
export const bgpSessionOneSided: TopologyRule = {
  id: "FT116",
  name: "bgp-session-one-sided",
  severity: "error",
  summary: "A BGP session between an NVA and a Route Server is configured on one side only.",
  why: "The session does not come up, and neither side reports an error.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  facts: ["3.9"],
  example: "an azurerm_route_server_bgp_connection to a machine whose frr.conf has no neighbor for the Route Server",
  structural: true,
  explains: ["session-down", "no-advertise"],
  check: (context) => [...sessions(context.topology).flatMap(missingSide), ...peersWithoutBgp(context)],
};

function missingSide({ routeServer, machine, connection, neighbors }: Session): TopologyReported[] {
  if (mayRunBgp(machine.guest)) return [];
  if (!connection)
    return [
      reported({
        at: routeServer.id,
        also: [machine.id],
        text: `${machine.name} has ${routeServer.name} as a neighbor, which has no connection to it`,
        got: "no azurerm_route_server_bgp_connection to its address",
        want: "an azurerm_route_server_bgp_connection for the NVA",
        fix: `add an azurerm_route_server_bgp_connection with the address and AS number of ${machine.name}`,
        rows: ["3.9"],
      }),
    ];
  if (neighbors.length > 0) return [];
  return [
    reported({
      at: machine.id,
      also: [connection.id, routeServer.id],
      text: `${routeServer.name} peers with ${machine.name}, which does not have it as a neighbor`,
      got: `neighbors: ${machine.guest.bgp.neighbors.length || "none"}`,
      want: `both addresses of ${routeServer.name} as neighbors`,
      fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, for each address in virtual_router_ips`,
      rows: ["3.9"],
    }),
  ];
}

/** Peers of a Route Server whose user data was read and does not configure BGP. */
function peersWithoutBgp({ topology, index }: CheckContext): TopologyReported[] {
  return topology.bgpConnections.flatMap((connection) => {
    const machine = peerOf(index, connection)?.machine;
    if (!machine?.guest || machine.guest.bgp || mayRunBgp(machine.guest)) return [];
    const { bgpOff } = machine.guest;
    const server = topology.routeServers.find(({ id }) => id === connection.routeServer)!;
    return [
      reported({
        at: machine.id,
        also: [connection.id, server.id],
        text: `${server.name} peers with ${machine.name}, which does not run BGP${bgpOff === undefined ? "" : `: ${bgpOff}`}`,
        got: bgpOff ?? "user data without a BGP configuration",
        want: "FRR with both instances of the Route Server as neighbors",
        fix:
          bgpOff === undefined
            ? `configure "router bgp" in the user data of ${machine.name}, or remove the connection`
            : `run bgpd on ${machine.name}: bgpd=yes in /etc/frr/daemons before FRR starts`,
        rows: ["3.9"],
      }),
    ];
  });
}

/** True where a part of the user data that could not be read may configure BGP. */
const mayRunBgp = ({ unread }: Guest): boolean => unread.some(({ affects }) => affects === "bgp");
