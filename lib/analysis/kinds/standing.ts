import { NO_BEARING } from "../world/no-bearing/all";
import type { NotModelled } from "../world/not-modelled";
import { NOT_MODELLED } from "../world/not-modelled/all";
import { PROVIDERS_WITHOUT_BEARING } from "../world/providers";
import { isModelled } from "./all-kinds";

/** How a type of resource stands to the analysis. */
export type Standing =
  | { readonly kind: "modelled" }
  /** It leaves packets as they are, for this reason. */
  | { readonly kind: "no-bearing"; readonly reason: string }
  /** It bears on packets, and is not modelled. */
  | { readonly kind: "not-modelled"; readonly entry: NotModelled }
  | { readonly kind: "unknown" };

const REASONS: ReadonlyMap<string, string> = new Map(
  NO_BEARING.flatMap(({ reason, types }) => types.map((type) => [type, reason] as const)),
);
const ENTRIES: ReadonlyMap<string, NotModelled> = new Map(
  NOT_MODELLED.flatMap((entry) => entry.types.map((type) => [type, entry] as const)),
);

/** A type that is registered as a kind is modelled, whatever the lists say. */
export function standingOf(type: string): Standing {
  if (isModelled(type)) return { kind: "modelled" };
  const entry = ENTRIES.get(type);
  if (entry) return { kind: "not-modelled", entry };
  const reason = REASONS.get(type) ?? PROVIDERS_WITHOUT_BEARING[type.split("_", 1)[0] ?? ""];
  return reason === undefined ? { kind: "unknown" } : { kind: "no-bearing", reason };
}
