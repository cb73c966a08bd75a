import type { Truth } from "../unknown/truth";

/** What every component of a topology has. */
export interface Component {
  /**
   * Terraform's address, with the stack before it where there are several: "azurerm_subnet.nva",
   * "site:module.net.azurerm_subnet.this[0]".
   */
  readonly id: string;
  /** Name in Azure. May hold symbols. */
  readonly name: string;
  /** Construct path, where the file has one. */
  readonly path?: string;
  /** Unknown where a count that is known only after apply decides whether it is there; absent: it is. */
  readonly exists?: Truth;
  /** A plan destroys it before it creates it anew. */
  readonly replaced?: true;
}

/** Something that the reader could not read, or assumed. */
export interface Note {
  readonly kind: "unread" | "assumed" | "outside";
  /** Id of the component. */
  readonly at: string;
  readonly text: string;
}
