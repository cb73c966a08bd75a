import { judgement } from "../judgement";
import { nvas } from "../nvas";
import { findingsOr, type TopologyRule } from "../rule";
import { list, verb } from "../grammar";

/** FT115. */
export const singleNva: TopologyRule = {
  id: "FT115",
  name: "single-nva",
  severity: "warning",
  summary: "All internet traffic of a machine depends on one NVA.",
  why: "A reboot of that NVA, an update of its host or of its zone, and the machine has no internet.",
  source: { url: "https://learn.microsoft.com/azure/route-server/route-server-faq", rows: ["2.6"] },
  bad: "one NVA that announces the default",
  judge: (topology, context) => {
    const tunnelled = context.verdicts.filter(({ verdict }) => verdict === "tunnelled");
    const found = nvas(topology).flatMap((nva) => {
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
        judgement({
          at: id,
          also: lost.map((machine) => machine.id),
          text: `${name} is the only way out of ${list(names)}`,
          got: `without ${name} ${list(names)} ${verb(names, "is", "are")} not tunnelled`,
          want: "a second NVA that announces the default, in another zone",
          fix: "add one; with a longer AS path it stands by, with an equal one it shares the load",
          rows: ["2.6"],
        }),
      ];
    });
    return findingsOr(found, context.waitsFor);
  },
};
