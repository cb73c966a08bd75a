import { isJsonObject, listAt, member, objectAt, textAt, type Json, type JsonObject } from "../json";
import { listed, listedAs, type Listed } from "./listed";
import type { PlannedChange } from "./plan-module";
import { FORGOTTEN } from "./removed";

/** A resource instance that is not in `planned_values`, with what the plan does with it. */
export interface Unplanned {
  readonly listed: Listed;
  readonly change: PlannedChange;
}

/** What a plan does with each instance that it plans, by address. */
export function changesByAddress(plan: JsonObject): ReadonlyMap<string, PlannedChange> {
  return new Map(
    listAt(plan, "resource_changes")
      .filter((one) => textAt(one, "deposed") === undefined)
      .map((one) => [textAt(one, "address") ?? "", changeOf(one)]),
  );
}

/**
 * What Terraform no longer manages and leaves in Azure as it is: a `removed` block with `destroy = false`, or the old
 * object of a replacement.
 * @param taken addresses of what is planned
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export function forgotten(plan: JsonObject, taken: ReadonlySet<string>): readonly Unplanned[] {
  const changes = listAt(plan, "resource_changes").filter((one) => actionsOf(one).includes("forget"));
  if (changes.length === 0) return [];
  const prior = new Map(listed(priorState(plan)).map((one) => [one.address, one.values]));
  return changes.flatMap((one) => {
    const before = member(objectAt(one, "change"), "before");
    const values = isJsonObject(before) ? before : (prior.get(textAt(one, "address") ?? "") ?? {});
    const found = listedAs(one, textAt(one, "module_address") ?? "", values);
    if (!found) return [];
    const deposed = textAt(one, "deposed");
    const address =
      deposed === undefined && !taken.has(found.address)
        ? found.address
        : `${found.address} (${["forgotten", deposed].filter(Boolean).join(" ")})`;
    const isEmpty = Object.keys(values).length === 0;
    return [{ listed: { ...found, address }, change: { unknown: null, ...(isEmpty && { unread: FORGOTTEN }) } }];
  });
}

/** Changes that Terraform leaves to a later plan. */
export const deferred = (plan: JsonObject): readonly Unplanned[] =>
  listAt(plan, "deferred_changes").flatMap((one) => {
    const json = objectAt(one, "resource_change");
    const change = objectAt(json, "change");
    const after = member(change, "after");
    const values = isJsonObject(after) ? after : objectAt(change, "before");
    const found = listedAs(json, textAt(json, "module_address") ?? "", values);
    if (!found || found.data) return [];
    const reason = textAt(one, "reason");
    const unread = `is deferred to a later plan${reason === undefined ? "" : ` (${reason})`}`;
    return [{ listed: found, change: { ...changeOf(json), unread } }];
  });

/** Why a plan is not the whole of what it is made of; undefined where it is. */
export function missingPart(plan: JsonObject): string | undefined {
  if (member(plan, "errored") === true)
    return "is not in the file, because planning ended with an error: correct it and plan again";
  if (member(plan, "applyable") === false && listAt(plan, "resource_changes").some(isChange))
    return "is not in the file, because the plan is not applyable: plan again";
  if (member(plan, "complete") === false && deferred(plan).length === 0)
    return "is not in the file, because the plan is not complete: plan again without -target";
  return undefined;
}

/** The state before the plan. */
export const priorState = (plan: JsonObject): JsonObject =>
  objectAt(objectAt(objectAt(plan, "prior_state"), "values"), "root_module");

const actionsOf = (json: Json): readonly Json[] => listAt(objectAt(json, "change"), "actions");

const isChange = (json: Json): boolean => actionsOf(json).some((action) => action !== "no-op" && action !== "read");

function changeOf(json: Json): PlannedChange {
  const [first, second] = actionsOf(json);
  return {
    unknown: member(objectAt(json, "change"), "after_unknown") ?? null,
    ...(first === "delete" && second === "create" && { replaced: true as const }),
  };
}
