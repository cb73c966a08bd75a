import { bgpTable } from "../bgp/bgp-table";
import type { Topology } from "../model/azure";
import { REFUSED_BEYOND } from "../faults/refusals/refusal";
import { nvas } from "./nvas";

/** How much of one of Azure's limits a topology uses (section 9 of docs/how-azure-routes.md). */
export interface Usage {
  /** Id of the component, and its name with what is counted: "rt-hub00: routes". */
  readonly at: string;
  readonly what: string;
  readonly count: number;
  readonly most: number;
  /** What happens beyond it; absent where Azure refuses, which is a finding of its own. */
  readonly beyond?: string;
}

/** IPv4 routes from a VNet's side to a circuit, by one connection. */
const TO_CIRCUIT = 1000;
/** Routes that a Route Server takes of one peer, and private peering of one customer. */
const BY_BGP = 4000;

/** Every limit that counts something in the topology. */
export function usages(topology: Topology): Usage[] {
  return [
    ...tables(topology),
    ...routeServers(topology),
    ...peerings(topology),
    ...onPremises(topology),
    ...announced(topology),
    ...toCircuits(topology),
  ];
}

const tables = ({ routeTables }: Topology): Usage[] =>
  routeTables.map(({ id, name, routes }) => ({
    at: id,
    what: `${name}: routes`,
    count: routes.length,
    most: REFUSED_BEYOND.routesInTable,
  }));

const routeServers = ({ routeServers: servers, bgpConnections }: Topology): Usage[] =>
  servers.map(({ id, name }) => ({
    at: id,
    what: `${name}: BGP peers`,
    count: bgpConnections.filter(({ routeServer }) => routeServer === id).length,
    most: REFUSED_BEYOND.peersOfRouteServer,
  }));

const peerings = ({ networks, peerings: all }: Topology): Usage[] =>
  networks.map(({ id, name }) => ({
    at: id,
    what: `${name}: peerings`,
    count: all.filter(({ network }) => network === id).length,
    most: REFUSED_BEYOND.peeringsOfNetwork,
  }));

const onPremises = ({ onPremises: edges }: Topology): Usage[] =>
  edges.map(({ name, at, over, announces }) => ({
    at,
    what: `${name}: routes into ${over === "circuit" ? "private peering" : "the VPN gateway"}`,
    count: announces.length,
    most: BY_BGP,
    beyond: "the BGP session is dropped",
  }));

function announced(topology: Topology): Usage[] {
  const names = new Set(nvas(topology).map(({ name }) => name));
  return topology.machines
    .filter(({ name, guest }) => names.has(name) || guest?.bgp !== undefined)
    .map(({ id, name, guest }) => ({
      at: id,
      what: `${name}: routes to the Route Server`,
      count: new Set(guest?.bgp?.originates.map(({ prefix }) => prefix)).size,
      most: BY_BGP,
      beyond: "the BGP session is dropped",
    }));
}

/** What a circuit has of each gateway. */
function toCircuits(topology: Topology): Usage[] {
  return topology.circuits.flatMap((circuit) => {
    const entries = bgpTable(topology, circuit.name);
    return topology.connections
      .filter((connection) => connection.circuit === circuit.id)
      .flatMap(({ id, name, gateway }) => {
        const from = topology.gateways.find((one) => one.id === gateway)?.name;
        const count = new Set(
          entries.filter(({ neighbor }) => from !== undefined && neighbor.startsWith(from)).map(({ prefix }) => prefix),
        ).size;
        return {
          at: id,
          what: `${name}: routes to the circuit`,
          count,
          most: TO_CIRCUIT,
          beyond: "the connection goes down",
        };
      });
  });
}
