import type { MachineVerdict } from "../results";
import type { Context } from "./check-context";
import { announcers, isDefault } from "./nvas";

/** A machine whose default was learned, and from no NVA. */
export interface Stray {
  readonly machine: MachineVerdict;
  /** The station where the default began: "edge-tokyo (AS 64512)". */
  readonly from: string;
}

/** Machines that follow somebody else's default although an NVA announces one. */
export function strays(context: Context): Stray[] {
  const sources = announcers(context.topology).map(({ name }) => name);
  if (sources.length === 0) return [];
  return context.verdicts.flatMap((machine) => {
    const table = context.routes.find(({ subnet }) => subnet === machine.subnet);
    const learned =
      table?.routes
        .filter(({ state, prefix }) => state === "Active" && isDefault(prefix))
        .flatMap((route) => route.learned ?? []) ?? [];
    const from = learned.map((one) => one.from[0] ?? "");
    const foreign =
      from.length > 0 &&
      from.every((origin) => !sources.some((name) => origin === name || origin.startsWith(`${name} `)));
    return foreign && from[0] !== "" ? [{ machine, from: from[0]! }] : [];
  });
}
