import { announcers } from "../nvas";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** FT129. */
export const defaultFromElsewhere: TopologyRule = {
  id: "FT129",
  name: "default-from-elsewhere",
  severity: "error",
  summary: "A machine learns its default route from another origin, although an NVA advertises one.",
  why: "Of equal connections the shorter AS path wins: an on-premises edge that advertises 0.0.0.0/0 attracts the traffic that should go to the NVA.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-optimize-routing"],
  facts: ["2.10", "2.11"],
  example: "an on-premises edge that advertises 0.0.0.0/0 on the circuit between hub and site",
  check: (context) => {
    const { topology } = context;
    const sources = announcers(topology).map(({ name }) => name);
    if (sources.length === 0) return [];
    return groupBy(context.foreignDefaults, ({ from }) => from).map((group) => {
      const edge = topology.onPremises.find(({ name }) => group[0].from.startsWith(name));
      const machines = group.map(({ machine }) => machine);
      return reported({
        at: edge?.at ?? group[0].machine.id,
        also: machines.map(({ id }) => id),
        text: `the default route of ${list(machines.map(({ machine }) => machine))} is learned from ${group[0].from}, not from ${list(sources)}`,
        got: group[0].from,
        want: `0.0.0.0/0 from ${list(sources)}`,
        fix: "filter 0.0.0.0/0 at that edge, or give the connection to the circuit of the NVA a higher routing_weight",
        rows: ["2.10", "2.11"],
      });
    });
  },
};
