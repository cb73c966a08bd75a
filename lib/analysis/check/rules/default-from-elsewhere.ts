import { announcers } from "../nvas";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** FT129. */
export const defaultFromElsewhere: TopologyRule = {
  id: "FT129",
  name: "default-from-elsewhere",
  severity: "error",
  summary: "A machine's default comes from somebody else than the NVA, who announces one too.",
  why: "Between equal connections the shorter AS path wins: an edge on the customer's side that announces 0.0.0.0/0 takes the traffic away from the NVA.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-optimize-routing"],
  facts: ["2.10", "2.11"],
  example: "an on-premises edge that announces 0.0.0.0/0 on the circuit between hub and site",
  check: (context) => {
    const { topology } = context;
    const sources = announcers(topology).map(({ name }) => name);
    if (sources.length === 0) return [];
    const lost = context.foreignDefaults;
    return groupBy(lost, ({ from }) => from).map((group) => {
      const edge = topology.onPremises.find(({ name }) => group[0]!.from.startsWith(name));
      const machines = group.map(({ machine }) => machine);
      return reported({
        at: edge?.circuit ?? machines[0]!.id,
        also: machines.map(({ id }) => id),
        text: `the default of ${list(machines.map(({ machine }) => machine))} comes from ${group[0]!.from}, not from ${list(sources)}`,
        got: group[0]!.from,
        want: `0.0.0.0/0 of ${list(sources)}`,
        fix: "filter 0.0.0.0/0 of the other edge, or give the connection to the NVA's circuit the higher routing_weight",
        rows: ["2.10", "2.11"],
      });
    });
  },
};
