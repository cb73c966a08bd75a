import type { UnmodelledEffect } from "../results";

/** Types of resources that bear on packets, and that the analysis does not follow. */
export interface NotModelled {
  readonly types: readonly string[];
  readonly effect: UnmodelledEffect;
  /** What it does, after its name: "sends from its subnet by its own outbound type". */
  readonly does: string;
  /**
   * The attributes that place it in a subnet; what others name is only admitted.
   * @default - every attribute
   */
  readonly placedBy?: readonly string[];
  /** True where it needs no network: a resource that names none sends nothing from the networks of the input. */
  readonly optional?: true;
}
