/** A group of types of resources that leave packets of the input's networks as they are. */
export interface NoBearing {
  /** Why, in a few words. */
  readonly reason: string;
  readonly types: readonly string[];
}
