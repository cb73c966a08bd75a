import { MSEE_ASN } from "../../../domain/asn";
import { bgpTable } from "../../bgp/bgp-table";
import type { Circuit, Machine, Network, Topology } from "../../model/azure";
import { announcers, isDefault, nicsOf } from "../nvas";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { list, verb } from "../sentence";

/** FT113. Routes that are advertised into a circuit reach all of its networks. */
export const defaultReachesOthers: TopologyRule = {
  id: "FT113",
  name: "default-reaches-others",
  severity: "warning",
  summary: "The default route of an NVA reaches every network on a circuit.",
  why: "Every network on the circuit sends its internet traffic to the NVA as soon as the default route is advertised.",
  sources: ["https://learn.microsoft.com/azure/route-server/expressroute-vpn-support"],
  facts: ["3.12", "3.16"],
  example: "a third VNet, or an on-premises edge, on the circuit between hub and site",
  check: ({ topology }) => topology.circuits.flatMap((circuit) => findingsFor(topology, circuit)),
};

function findingsFor(topology: Topology, circuit: Circuit): TopologyReported[] {
  const sources = announcers(topology);
  if (sources.length === 0) return [];
  const networks = learning(topology, circuit, sources);
  const edges = topology.onPremises.filter(
    (edge) =>
      edge.at === circuit.id &&
      bgpTable(topology, edge.name).some(({ prefix, asPath }) => isDefault(prefix) && asPath.includes(MSEE_ASN)),
  );
  if (networks.length === 0 && edges.length === 0) return [];
  if (circuit.managed && networks.length < 2 && edges.length === 0) return [];
  const known = [...networks.map(({ name }) => name), ...edges.map(({ name }) => name)];
  const others = circuit.managed
    ? ""
    : `${known.length > 0 ? ", and " : ""}everything else on ${circuit.name}${known.length > 0 ? "," : ""}`;
  const names = sources.map(({ name }) => name);
  return [
    reported({
      at: circuit.id,
      also: networks.map(({ id }) => id),
      text: `${list(known)}${others} ${verb([...known, ...(others === "" ? [] : [others])], "learns", "learn")} the default route of ${list(names)}`,
      got: `0.0.0.0/0 on ${circuit.name}${circuit.managed ? "" : ", which this configuration does not manage"}`,
      want: "a circuit on which every network should be tunnelled",
      fix: "ask the users of the circuit, then accept this finding with their answer as the reason; or use a circuit of your own",
      rows: ["3.12", "3.16"],
    }),
  ];
}

/** Networks, other than those of the NVAs, whose gateways learn the default route from the circuit. */
function learning(topology: Topology, circuit: Circuit, sources: readonly Machine[]): Network[] {
  const own = new Set(
    sources
      .flatMap((machine) => nicsOf(topology, machine))
      .map(({ subnet }) => topology.subnets.find(({ id }) => id === subnet)?.network),
  );
  const connected = new Set(
    topology.connections.filter((connection) => connection.circuit === circuit.id).map(({ gateway }) => gateway),
  );
  const reached = topology.gateways.filter(
    ({ id, network }) => connected.has(id) && !own.has(network) && hasDefaultFrom(topology, id, circuit),
  );
  return topology.networks.filter(({ id }) => reached.some(({ network }) => network === id));
}

const hasDefaultFrom = (topology: Topology, gateway: string, { name }: Circuit): boolean =>
  bgpTable(topology, gateway).some(({ prefix, neighbor }) => isDefault(prefix) && neighbor.startsWith(name));
