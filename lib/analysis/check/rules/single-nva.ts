import { nvas } from "../nvas";
import type { Topology } from "../../model/azure";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { list, verb } from "../sentence";

/** FT115. */
export const singleNva: TopologyRule = {
  id: "FT115",
  name: "single-nva",
  severity: "warning",
  summary: "The internet traffic of a machine depends on a single NVA.",
  why: "A reboot of that NVA, or maintenance of its host or zone, interrupts the internet access of the machine.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["2.6"],
  example: "one NVA that advertises the default",
  check: (context) => {
    const { topology } = context;
    const tunnelled = context.verdicts.filter(({ verdict }) => verdict === "tunnelled");
    const found = nvas(topology).flatMap((nva) => {
      // It has several instances, or may have.
      if (nva.scaleSet) return [];
      const { id, name } = nva;
      const left = new Set(
        context
          .withoutMachine(nva)
          .filter(({ verdict }) => verdict === "tunnelled")
          .map((machine) => machine.id),
      );
      const lost = tunnelled.filter((machine) => machine.id !== id && !left.has(machine.id));
      if (lost.length === 0) return [];
      const names = lost.map(({ machine }) => machine);
      return [
        reported({
          at: id,
          also: lost.map((machine) => machine.id),
          text: `${list(names)} ${verb(names, "reaches", "reach")} the internet only through ${name}`,
          got: `without ${name}, ${list(names)} ${verb(names, "is", "are")} not tunnelled`,
          ...secondNva(topology),
          rows: ["2.6"],
        }),
      ];
    });
    return found;
  },
};

/** By BGP the Route Server or hub chooses between NVAs; a user-defined route has one next hop. */
const secondNva = ({ bgpConnections, hubBgpConnections }: Topology): Pick<TopologyReported, "want" | "fix"> =>
  bgpConnections.length + hubBgpConnections.length > 0
    ? {
        want: "a second NVA that advertises the default, in another zone",
        fix: "add one: with a longer AS path it is a standby, with an equal one it shares the load",
      }
    : {
        want: "a second NVA, in another zone, behind one next hop",
        fix: "put both into the backend pool of an internal Standard load balancer with a rule for all ports, and route to its frontend",
      };
