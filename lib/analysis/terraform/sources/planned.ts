import { isJsonList, isJsonObject, member, type Json } from "../json";
import { valueOf } from "../expressions/encodings";
import type { Value } from "../value";
import type { PlanConfiguration } from "./plan-configuration";
import type { PlanReader } from "./plan-reader";

/**
 * A value of a plan: what is known of it, and for the rest what the configuration says. Undefined where only the
 * provider decides.
 * @param known from `planned_values`
 * @param unknown from `after_unknown`: true where the value is not known, the same shape as the value where parts are
 * not
 * @param configuration from `configuration`
 */
export function planned(
  known: Json | undefined,
  unknown: Json | undefined,
  configuration: PlanConfiguration,
  name: string,
  reader: () => PlanReader,
): Value | undefined {
  if (unknown === true) return configuration.value(reader(), name);
  if (!waits(unknown)) return known === undefined ? undefined : valueOf(known);
  if (isJsonList(unknown)) return elements(known, unknown, configuration, name, reader);
  return members(known, unknown, configuration, name, reader);
}

/** True where some part is not known. */
function waits(unknown: Json | undefined): unknown is readonly Json[] | { readonly [key: string]: Json } {
  if (isJsonList(unknown)) return unknown.some((one) => one === true || waits(one));
  return isJsonObject(unknown) && Object.values(unknown).some((one) => one === true || waits(one));
}

function elements(
  known: Json | undefined,
  unknown: readonly Json[],
  configuration: PlanConfiguration,
  name: string,
  reader: () => PlanReader,
): Value {
  const list = isJsonList(known) ? known : [];
  const size = Math.max(list.length, unknown.length);
  return Array.from({ length: size }, (_, index) => {
    const one = configuration.element(index, size, list[index], reader);
    return planned(list[index], unknown[index], one, `${name}[${index}]`, reader) ?? null;
  });
}

function members(
  known: Json | undefined,
  unknown: Json,
  configuration: PlanConfiguration,
  name: string,
  reader: () => PlanReader,
): Value {
  const keys = new Set([
    ...Object.keys(isJsonObject(known) ? known : {}),
    ...Object.keys(isJsonObject(unknown) ? unknown : {}),
  ]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      planned(member(known, key), member(unknown, key), configuration.member(key), `${name}.${key}`, reader) ?? null,
    ]),
  );
}
