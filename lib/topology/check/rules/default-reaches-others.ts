import { bgpTable } from "../../bgp-table";
import type { Circuit, Machine, Topology } from "../../model";
import type { Context } from "../context";
import { judgement } from "../judgement";
import { announcers, isDefault, nicsOf } from "../nvas";
import type { Judgement, TopologyRule } from "../rule";
import { list, verb } from "../words";

/** FT113. Nothing of a circuit can be told apart by those who announce into it. */
export const defaultReachesOthers: TopologyRule = {
  id: "FT113",
  name: "default-reaches-others",
  severity: "warning",
  summary: "An NVA's default route goes to everything that is connected to a circuit.",
  why: "Whoever is on the circuit sends its internet traffic to the NVA from the moment the default is announced, asked or not.",
  source: { url: "https://learn.microsoft.com/azure/route-server/expressroute-vpn-support", rows: ["3.12", "3.16"] },
  bad: "a third VNet, or an edge on the customer's side, on the circuit between hub and site",
  judge: (topology, context) => topology.circuits.flatMap((circuit) => spread(topology, context, circuit)),
};

function spread(topology: Topology, context: Context, circuit: Circuit): Judgement[] {
  const sources = announcers(topology);
  const networks = learning(topology, context, circuit, sources);
  const edges = topology.onPremises.filter((edge) => edge.circuit === circuit.id && bgpTable(topology, edge.name).some(({ prefix, asPath }) => isDefault(prefix) && asPath.includes(12076)));
  if (networks.length === 0 && edges.length === 0) return [];
  if (circuit.managed && networks.length < 2 && edges.length === 0) return [];
  const known = [...networks.map(({ name }) => name), ...edges.map(({ name }) => name)];
  const others = circuit.managed ? "" : `${known.length > 0 ? ", and " : ""}whatever else is connected to ${circuit.name}`;
  const names = sources.map(({ name }) => name);
  return [
    judgement({
      at: circuit.id,
      also: networks.map(({ id }) => id),
      text: `${list(known)}${others} ${verb([...known, ...(others === "" ? [] : [others])], "learns", "learn")} the default of ${list(names)}`,
      got: `0.0.0.0/0 on ${circuit.name}${circuit.managed ? "" : ", which is not of this configuration"}`,
      want: "a circuit on which everybody is to be tunnelled",
      fix: "ask those who use the circuit, then accept this finding with their answer as the reason; or take a circuit of your own",
      rows: ["3.12", "3.16"],
    }),
  ];
}

/** Networks other than the NVAs' own that have the default from the circuit, whether they use it or not. */
function learning(topology: Topology, context: Context, circuit: Circuit, sources: readonly Machine[]): { readonly id: string; readonly name: string }[] {
  const own = new Set(sources.flatMap((machine) => nicsOf(topology, machine)).map(({ subnet }) => topology.subnets.find(({ id }) => id === subnet)?.network));
  const subnets = context.routes.filter(({ routes }) => routes.some(({ prefix, nextHop }) => isDefault(prefix) && nextHop.kind === "circuit" && nextHop.circuit === circuit.id)).map(({ id }) => id);
  const reached = new Set(topology.subnets.filter(({ id }) => subnets.includes(id)).map(({ network }) => network));
  return topology.networks.filter(({ id }) => reached.has(id) && !own.has(id));
}
