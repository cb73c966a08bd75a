import { text } from "../terraform/attributes";
import { valueOf } from "../terraform/expressions/encodings";
import type { Json } from "../terraform/json";
import type { ReadContext } from "../terraform/read-context";
import { Resource } from "../terraform/resource";
import { isObject, type Value, type ValueObject } from "../terraform/value";
import { symbol, symbolsIn } from "../unknown/value";
import { ARM_TYPES, attributesOf } from "./arm-types";

/** What a resource has at its top level, whatever its type. */
const SHARED = ["id", "location", "name", "tags"];

/**
 * A resource that is written by its type in Azure Resource Manager, as one of the provider's own, with its own address;
 * any other as it is.
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource
 */
export function asProviderResource(resource: Resource, context: ReadContext): Resource {
  if (resource.type !== "azapi_resource" || resource.data) return resource;
  const [armType = ""] = (text(resource, "type") ?? "").toLowerCase().split("@");
  const known = Object.hasOwn(ARM_TYPES, armType) ? ARM_TYPES[armType] : undefined;
  const body = known && bodyOf(resource.configured("body"));
  if (!known || !body) return resource;
  const { properties = {}, ...others } = body;
  const attributes = attributesOf(properties, known.properties);
  if (!attributes || Object.keys(others).some((name) => !SHARED.includes(name))) return resource;
  const parent = known.parent === undefined ? {} : { [known.parent]: resource.configured("parent_id") };
  return withAttributes(resource, known.type, { ...attributes, ...parent }, context);
}

function withAttributes(resource: Resource, type: string, attributes: ValueObject, context: ReadContext): Resource {
  const { id, data, stack, path, exists, replaced, configuration } = resource;
  const names = [...SHARED.filter((name) => resource.attributes.includes(name)), ...Object.keys(attributes)];
  const read = (attribute: string): Value | undefined => {
    if (Object.hasOwn(attributes, attribute)) return attributes[attribute];
    return SHARED.includes(attribute) ? (resource.configured(attribute) ?? undefined) : undefined;
  };
  return new Resource(
    {
      ...{ id, type, data, stack, read },
      ...(path !== undefined && { path }),
      ...(exists && { exists }),
      ...(replaced && { replaced }),
      attributes: () => names,
      ...(configuration && { configuration: { ...configuration, writes: (name: string) => names.includes(name) } }),
    },
    context,
  );
}

/** The body is an object, or JSON before version 2 of the provider; undefined where it is not known as a whole. */
function bodyOf(value: Value): ValueObject | undefined {
  if (isObject(value)) return value;
  if (typeof value !== "string") return undefined;
  // Expressions in the text have quotes of their own.
  const symbols = symbolsIn(value).map(symbol);
  const text = symbols.reduce((rest, one, at) => rest.replaceAll(one, `\u0081${at}\u008D`), value);
  try {
    const body = valueOf(
      JSON.parse(text, (_, one: unknown) =>
        typeof one === "string" ? one.replaceAll(/\u0081(\d+)\u008D/g, (_, at: string) => symbols[Number(at)]!) : one,
      ) as Json,
    );
    return isObject(body) ? body : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
