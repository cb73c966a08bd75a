import type { Note } from "../model/component";
import type { UnreadResource } from "../world/unread";
import type { ComponentLists } from "./all-kinds";
import type { Unordered } from "./apply-order";
import type { OnPremises } from "./on-premises";
import type { TwoOwners } from "./owners";

/**
 * The topology as data, read from Terraform JSON: a list for each kind of component. Components refer to each other by
 * id; lists are in the order of ids. Whatever could not be known is a symbol in a text (unknown/value.ts), an
 * {@link Unknown}, or an entry in `notes`.
 */
export interface Topology extends ComponentLists {
  /** What is on the far side of a circuit: Terraform does not say; {@link Assumptions} do. */
  readonly onPremises: readonly OnPremises[];
  /** Resources that bear on packets, or may do so, and that are not modelled. */
  readonly unread: readonly UnreadResource[];
  /** Every resource that the files have, data sources aside. */
  readonly resources: readonly { readonly id: string; readonly type: string }[];
  /** Resources that Terraform may make before what they need. */
  readonly unordered: readonly Unordered[];
  /** Parts that two resources manage, each against the other. */
  readonly twoOwners: readonly TwoOwners[];
  /** Each two expressions that a precondition demands to be different, as keys. @default none */
  readonly different?: readonly string[];
  /** Values that the user says, and sentences that are true or false. @default none */
  readonly answers?: Readonly<Record<string, string | number | boolean>>;
  /** Those of them that are values of expressions which the files have, and were put in there. @default none */
  readonly answersRead?: readonly string[];
  /** What the reader could not read, or assumed. */
  readonly notes: readonly Note[];
}
