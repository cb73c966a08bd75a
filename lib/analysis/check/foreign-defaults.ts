import type { EffectiveRoute } from "../results";
import type { ForeignDefault } from "./cause";
import type { CheckContext } from "./context";
import { announcers, isDefault } from "./nvas";

/** Machines that follow a default route of another origin although an NVA advertises one. */
export function foreignDefaults(context: CheckContext): ForeignDefault[] {
  const sources = announcers(context.topology).map(({ name }) => name);
  if (sources.length === 0) return [];
  return context.verdicts.flatMap((machine) => {
    const table = context.routes.find(({ subnet }) => subnet === machine.subnet);
    const learned =
      table?.routes
        .filter(({ state, prefix }) => state === "Active" && isDefault(prefix))
        .flatMap(({ learned, nextHop }) => (learned && !isStatic(nextHop, learned.asPath) ? [learned] : [])) ?? [];
    const from = learned.map((one) => one.from[0] ?? "");
    const foreign =
      from.length > 0 &&
      from.every((origin) => !sources.some((name) => origin === name || origin.startsWith(`${name} `)));
    return foreign && from[0] !== "" ? [{ machine, from: from[0]! }] : [];
  });
}

/** A static route of a virtual hub is somebody's choice. */
const isStatic = ({ kind }: EffectiveRoute["nextHop"], asPath: readonly number[]): boolean =>
  kind === "hub" && asPath.length === 0;
