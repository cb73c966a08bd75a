import { groupsByKey } from "../../domain/group-by";
import type { Egress } from "../results";

/** What tells one exit from another. */
export const exitKey = ({ kind, name, id, machine }: Egress): string =>
  id === undefined ? `${kind} ${name} ${machine ?? ""}` : `${kind} ${id}`;

/** Each exit once, by its name; of different ones with one name, each by what tells it from the others. */
export function exitNames(egress: readonly Egress[]): readonly string[] {
  const distinct = [...new Map(egress.map((one) => [exitKey(one), one])).values()];
  const byName = groupsByKey(distinct, ({ name }) => name);
  return distinct.map((one) => ((byName.get(one.name)?.length ?? 0) > 1 ? distinctName(one) : one.name));
}

function distinctName({ name, id, machine }: Egress): string {
  if (id !== undefined) return `${name} (${id})`;
  return machine === undefined ? name : `${name} of ${machine}`;
}
