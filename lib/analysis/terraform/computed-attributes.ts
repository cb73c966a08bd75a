import type { Value } from "./value";

/** The resource whose attribute is computed. */
export interface ComputedSource {
  readonly id: string;
  /** What the configuration says; null where it says nothing. */
  configured(attribute: string): Value;
  /** The value of an attribute that is known only after apply. */
  afterApply(attribute: string): Value;
  /** A value taken for one that is known only after apply, unless the user assumes another. @param note why, in a sentence */
  assume(attribute: string, value: Value, note: string): Value;
}

/**
 * What a reference to an attribute gives that Azure sets.
 * @param own what the file has for it; undefined where it has nothing
 */
export type ComputedAttribute = (resource: ComputedSource, own: Value | undefined) => Value | undefined;

/** Computed attributes by type of resource and name. */
export type ComputedAttributes = Readonly<Record<string, Readonly<Record<string, ComputedAttribute>>>>;

/** The private address of a resource's first block; where that has none, an address known after apply. */
export function firstPrivateAddress(resource: ComputedSource, block: string): Value {
  const blocks = resource.configured(block);
  const first: unknown = Array.isArray(blocks) ? blocks[0] : blocks;
  const address =
    typeof first === "object" && first !== null && "private_ip_address" in first
      ? (first.private_ip_address as Value)
      : null;
  return address === null || address === "" ? resource.afterApply("private_ip_address") : address;
}
