import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { sessionOf } from "../../bgp/session";
import { answersOf } from "../../model/assumed-answers";
import { serverConnections } from "../../model/bgp-servers";
import { peerAt } from "../../model/relations";
import { decidedBy, explore } from "../../unknown/explore";
import { shown, type Unknown } from "../../unknown/value";
import type { CheckContext } from "../context";
import { findingsOrUndecided, reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { sessions } from "../sessions";

/** FT119. */
export const routeServerInstanceUnpeered: TopologyRule = {
  id: "FT119",
  name: "route-server-instance-unpeered",
  severity: "warning",
  summary: "An NVA has a session with only one of the two instances of a Route Server.",
  why: "Azure maintains the instances one after the other. While the one with the session is down, all routes of the NVA are withdrawn.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["3.11", "6.14"],
  example: "one neighbor in frr.conf, or ebgp-multihop for one of two",
  structural: true,
  check: (context) => {
    const judged = serverConnections(context.index).map((one) => refusedInstance(context, one));
    return findingsOrUndecided(
      [...missingNeighbors(context), ...judged.flatMap(({ finding }) => finding ?? [])],
      judged.flatMap(({ waitsFor }) => waitsFor),
    );
  },
};

const missingNeighbors = ({ topology }: CheckContext): TopologyReported[] =>
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
    );

interface Judged {
  readonly finding?: TopologyReported;
  readonly waitsFor: readonly Unknown[];
}

/** Both instances are configured, and the session with one of them does not come up. */
function refusedInstance(
  { index, topology }: CheckContext,
  { connection, server }: ReturnType<typeof serverConnections>[number],
): Judged {
  const machine = peerAt(index, server.network, connection.peerAddress)?.machine;
  if (!machine?.guest?.bgp) return { waitsFor: [] };
  const explored = explore((scenario) => sessionOf(index, scenario, connection, server), answersOf(topology));
  // Where no session comes up, or nobody knows what the machine does, the verdicts tell.
  const up = explored.results.filter(({ result }) => result.neighbors.length > 0);
  const [first, ...others] = up.map(({ result }) => result.refused);
  if (![first, ...others].some((refused) => refused !== undefined)) return { waitsFor: [] };
  if (!first || others.includes(undefined))
    return {
      waitsFor: decidedBy({ ...explored, results: up }, ({ refused }) => String(refused === undefined)),
    };
  const { neighbor, rejection } = first;
  return {
    waitsFor: [],
    finding: reported({
      at: rejection.at,
      also: [machine.id, connection.id],
      text: `${machine.name} has a session with only one of the two instances of ${server.name}: with ${shown(neighbor.address)}, ${rejection.because}`,
      got: rejection.got,
      want: rejection.want,
      fix: rejection.fix,
      rows: rejection.at === machine.id ? ["3.11"] : ["3.11", "6.14"],
    }),
  };
}
