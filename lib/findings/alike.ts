/** The text of a finding that can be one with others: what it is about, and what it says of one or of several. */
export interface Alike {
  readonly names: readonly string[];
  readonly one: string;
  readonly several: string;
}
