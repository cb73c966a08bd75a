import { isJsonList, isJsonObject, member, type Json } from "../json";
import { valueOf } from "../expressions/encodings";
import { isList, type Value } from "../value";
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
  if (unknown === true || (known === null && isWriteOnly(name))) return configuration.value(reader(), name);
  if (!waits(unknown) && !hasWriteOnly(known)) return known === undefined ? undefined : valueOf(known);
  if (isJsonList(unknown) || isJsonList(known)) return elements(known, unknown, configuration, name, reader);
  return members(known, unknown, configuration, name, reader);
}

/** Terraform keeps such an argument out of plan and state: null there, whatever the configuration says. */
const isWriteOnly = (name: string): boolean => name.endsWith("_wo");

function hasWriteOnly(known: Json | undefined): boolean {
  if (isJsonList(known)) return known.some(hasWriteOnly);
  return isJsonObject(known) && Object.entries(known).some(([key, value]) => isWriteOnly(key) || hasWriteOnly(value));
}

/** True where some part is not known. */
function waits(unknown: Json | undefined): unknown is readonly Json[] | { readonly [key: string]: Json } {
  if (isJsonList(unknown)) return unknown.some((one) => one === true || waits(one));
  return isJsonObject(unknown) && Object.values(unknown).some((one) => one === true || waits(one));
}

function elements(
  known: Json | undefined,
  unknown: Json | undefined,
  configuration: PlanConfiguration,
  name: string,
  reader: () => PlanReader,
): Value {
  const list = isJsonList(known) ? known : [];
  const waiting = isJsonList(unknown) ? unknown : [];
  const size = Math.max(list.length, waiting.length);
  const open = waiting.flatMap((one, index) => (one === true ? [index] : []));
  // The references of a whole list are in the order of its elements.
  const whole = open.length > 0 ? configuration.value(reader(), name) : undefined;
  const named = whole !== undefined && isList(whole) && whole.length === open.length ? whole : [];
  return Array.from({ length: size }, (_, index) => {
    const own = waiting[index] === true ? named[open.indexOf(index)] : undefined;
    if (own !== undefined) return own;
    const one = configuration.element(index, size, list[index], reader);
    return planned(list[index], waiting[index], one, `${name}[${index}]`, reader) ?? null;
  });
}

function members(
  known: Json | undefined,
  unknown: Json | undefined,
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
