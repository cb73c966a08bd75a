/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for an object that is no list. */
export const isJsonObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !isJsonList(json);

/** True for a list; Array.isArray forgets that it may be readonly. */
export const isJsonList = (json: unknown): json is readonly Json[] => Array.isArray(json);

/** A member of an object; undefined where there is none, or no object. */
export const member = (json: Json | undefined, key: string): Json | undefined =>
  isJsonObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;

/** The member as an object; an empty one where it is none. */
export function objectAt(json: Json | undefined, key: string): JsonObject {
  const found = member(json, key);
  return isJsonObject(found) ? found : {};
}

/** The member as a list; an empty one where it is none. */
export function listAt(json: Json | undefined, key: string): readonly Json[] {
  const found = member(json, key);
  return isJsonList(found) ? found : [];
}

/** The member as a text, undefined where it is none. */
export function textAt(json: Json | undefined, key: string): string | undefined {
  const found = member(json, key);
  return typeof found === "string" ? found : undefined;
}

/** Terraform takes one object, or a list of them, wherever blocks may be. */
export function bodies(json: Json | undefined): readonly JsonObject[] {
  const list: readonly (Json | undefined)[] = isJsonList(json) ? json : [json];
  return list.filter(isJsonObject);
}

/** The labelled blocks below, as pairs; "//" is a comment. */
export function labelled(json: Json | undefined): readonly (readonly [string, Json])[] {
  return bodies(json).flatMap((body) => Object.entries(body).filter(([label]) => label !== "//"));
}
