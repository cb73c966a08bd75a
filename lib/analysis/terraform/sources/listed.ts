import { isJsonObject, listAt, member, objectAt, textAt, type Json, type JsonObject } from "../json";

/** A resource instance as `terraform show -json` lists it. */
export interface Listed {
  readonly address: string;
  /** Address of its module; "" for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly data: boolean;
  readonly key?: string | number;
  readonly values: JsonObject;
}

/** The instances of a module and of those in it. */
export function listed(module: JsonObject, address = ""): readonly Listed[] {
  const own = listAt(module, "resources").flatMap(
    (resource) => listedAs(resource, address, objectAt(resource, "values")) ?? [],
  );
  const children = listAt(module, "child_modules").filter(isJsonObject);
  return [...own, ...children.flatMap((child) => listed(child, textAt(child, "address") ?? ""))];
}

/** An instance of a module, with these values; undefined where the JSON does not describe one. */
export function listedAs(resource: Json, module: string, values: JsonObject): Listed | undefined {
  const address = textAt(resource, "address");
  const [type, name] = [textAt(resource, "type"), textAt(resource, "name")];
  if (address === undefined || type === undefined || name === undefined) return undefined;
  const data = textAt(resource, "mode") === "data";
  return { address, module, type, name, data, ...keyed(member(resource, "index")), values };
}

/** The instances of a terraform.tfstate. */
export function listedRaw(state: JsonObject): readonly Listed[] {
  return listAt(state, "resources").flatMap((resource) => {
    const [type, name] = [textAt(resource, "type"), textAt(resource, "name")];
    if (type === undefined || name === undefined) return [];
    const module = textAt(resource, "module") ?? "";
    const data = textAt(resource, "mode") === "data";
    const address = `${module === "" ? "" : `${module}.`}${data ? "data." : ""}${type}.${name}`;
    return listAt(resource, "instances").map((instance) => {
      const key = keyed(member(instance, "index_key"));
      return {
        address: `${address}${key.key === undefined ? "" : `[${JSON.stringify(key.key)}]`}`,
        module,
        type,
        name,
        data,
        ...key,
        values: objectAt(instance, "attributes"),
      };
    });
  });
}

const keyed = (key: Json | undefined): { readonly key?: string | number } =>
  typeof key === "string" || typeof key === "number" ? { key } : {};
