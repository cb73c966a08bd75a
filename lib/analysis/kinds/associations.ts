import type { Truth } from "../unknown/truth";

/** An association that is there or not. */
export interface ConditionalAssociation {
  readonly with: "routeTable" | "securityGroup" | "natGateway" | "publicIp";
  /** Id of what the subnet or NIC is associated with. */
  readonly id: string;
  readonly exists: Truth;
}

/** What a subnet or NIC is associated with; `exists` where a count decides that is known only after apply. */
export interface Association {
  readonly id: string;
  readonly exists?: Exclude<Truth, boolean>;
}

type Field = ConditionalAssociation["with"];
type AssociationFields = { readonly [F in Field]?: string } & {
  readonly conditional?: readonly ConditionalAssociation[];
};

/**
 * The fields of a subnet or NIC that name what it is associated with. One that is there for certain leaves no place for
 * others.
 */
export function associationFields(associations: {
  readonly [F in Field]?: readonly Association[] | undefined;
}): AssociationFields {
  const fields = Object.entries(associations) as [Field, readonly Association[] | undefined][];
  const named = fields.flatMap(([field, list = []]) => {
    const chosen = list.filter(({ exists }) => exists === undefined).at(-1) ?? list.at(-1);
    return chosen ? [[field, chosen.id] as const] : [];
  });
  const conditional = fields.flatMap(([field, list = []]) =>
    list.some(({ exists }) => exists === undefined)
      ? []
      : list.flatMap(({ id, exists }) => (exists ? [{ with: field, id, exists }] : [])),
  );
  return { ...Object.fromEntries(named), ...(conditional.length > 0 && { conditional }) };
}
