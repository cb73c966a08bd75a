import { list } from "../sentence";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import type { CheckContext } from "../context";
import type { Circuit } from "../../model/azure";

/** Of a Standard circuit; nothing in the files says which SKU a circuit has that exists already. */
const MAX_NETWORKS = 10;

/** FT018. */
export const tooManyNetworksOnCircuit: TopologyRule = {
  id: "FT018",
  name: "too-many-networks-on-circuit",
  severity: "warning",
  summary: "More than ten VNets are connected to one circuit.",
  why: "A Standard circuit accepts ten VNets, those of other subscriptions included; a Premium circuit accepts 20 to 100, depending on its bandwidth.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  facts: ["9"],
  otherwise: "Azure, at apply",
  example: "eleven VNets with gateways that are connected to one circuit",
  structural: true,
  check: (context) => context.topology.circuits.flatMap((circuit) => findingsFor(context, circuit)),
};

function findingsFor({ topology, index }: CheckContext, circuit: Circuit): TopologyReported[] {
  const gateways = new Set(
    topology.connections.filter((connection) => connection.circuit === circuit.id).map(({ gateway }) => gateway),
  );
  const networks = [
    ...new Set(topology.gateways.filter(({ id }) => gateways.has(id)).map(({ network }) => network)),
  ].flatMap((id) => index.networks.get(id) ?? []);
  if (networks.length <= MAX_NETWORKS) return [];
  const surplus = networks.slice(MAX_NETWORKS).map(({ name }) => name);
  return [
    reported({
      at: circuit.id,
      also: networks.map(({ id }) => id),
      text: `${networks.length} VNets are connected to ${circuit.name}`,
      got: `${networks.length} VNets`,
      want: `at most ${MAX_NETWORKS} for a Standard circuit, 20 to 100 for a Premium one`,
      fix: `connect ${list(surplus)} to another circuit, or upgrade ${circuit.name} to Premium`,
      rows: ["9"],
    }),
  ];
}
