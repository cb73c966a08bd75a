import type { ConditionalAssociation } from "../model/azure";
import type { Unknown } from "../unknown/value";

/** What a subnet or NIC is associated with; `exists` where a count decides that only the apply knows. */
export interface Association {
  readonly id: string;
  readonly exists?: Unknown<boolean>;
}

type Kind = ConditionalAssociation["with"];
type Joined = { readonly [K in Kind]?: string } & { readonly conditional?: readonly ConditionalAssociation[] };

/**
 * The fields of a subnet or NIC that name what it is associated with. One that is there for certain leaves no place for
 * others.
 */
export function joined(associations: { readonly [K in Kind]?: readonly Association[] | undefined }): Joined {
  const kinds = Object.entries(associations) as [Kind, readonly Association[] | undefined][];
  const fields = kinds.flatMap(([kind, list = []]) => {
    const chosen = list.filter(({ exists }) => exists === undefined).at(-1) ?? list.at(-1);
    return chosen ? [[kind, chosen.id] as const] : [];
  });
  const conditional = kinds.flatMap(([kind, list = []]) =>
    list.some(({ exists }) => exists === undefined)
      ? []
      : list.flatMap(({ id, exists }) => (exists ? [{ with: kind, id, exists }] : [])),
  );
  return { ...Object.fromEntries(fields), ...(conditional.length > 0 && { conditional }) };
}
