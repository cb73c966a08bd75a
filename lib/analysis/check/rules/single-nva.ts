import { nvas } from "../nvas";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";
import { list, verb } from "../sentence";

/** FT115. */
export const singleNva: TopologyRule = {
  id: "FT115",
  name: "single-nva",
  severity: "warning",
  summary: "All internet traffic of a machine depends on one NVA.",
  why: "A reboot of that NVA, an update of its host or of its zone, and the machine has no internet.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["2.6"],
  example: "one NVA that announces the default",
  check: (context) => {
    const { topology } = context;
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
        reported({
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
    return findingsOrUndecided(found, context.waitsFor);
  },
};
