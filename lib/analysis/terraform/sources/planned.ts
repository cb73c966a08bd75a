import { isJsonList, isJsonObject, member, type Json } from "../json";
import { valueOf } from "../expressions/encodings";
import type { Value } from "../value";
import type { Reading, Said } from "./plan-configuration";

export type { Reading } from "./plan-configuration";

/**
 * A value of a plan: what is known of it, and for the rest what the configuration says. Undefined where only the
 * provider decides.
 * @param known from `planned_values`
 * @param unknown from `after_unknown`: true where the value is not known, the same shape as the value where parts are
 * not
 * @param said from `configuration`
 */
export function planned(
  known: Json | undefined,
  unknown: Json | undefined,
  said: Said,
  name: string,
  reading: () => Reading,
): Value | undefined {
  if (unknown === true) return said.value(reading(), name);
  if (!waits(unknown)) return known === undefined ? undefined : valueOf(known);
  if (isJsonList(unknown)) return elements(known, unknown, said, name, reading);
  return members(known, unknown, said, name, reading);
}

/** True where some part is not known. */
function waits(unknown: Json | undefined): unknown is readonly Json[] | { readonly [key: string]: Json } {
  if (isJsonList(unknown)) return unknown.some((one) => one === true || waits(one));
  return isJsonObject(unknown) && Object.values(unknown).some((one) => one === true || waits(one));
}

function elements(
  known: Json | undefined,
  unknown: readonly Json[],
  said: Said,
  name: string,
  reading: () => Reading,
): Value {
  const list = isJsonList(known) ? known : [];
  const size = Math.max(list.length, unknown.length);
  return Array.from({ length: size }, (_, index) => {
    const one = said.element(index, size, list[index], reading);
    return planned(list[index], unknown[index], one, `${name}[${index}]`, reading) ?? null;
  });
}

function members(known: Json | undefined, unknown: Json, said: Said, name: string, reading: () => Reading): Value {
  const keys = new Set([
    ...Object.keys(isJsonObject(known) ? known : {}),
    ...Object.keys(isJsonObject(unknown) ? unknown : {}),
  ]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      planned(member(known, key), member(unknown, key), said.member(key), `${name}.${key}`, reading) ?? null,
    ]),
  );
}
