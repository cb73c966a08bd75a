/** How well a statement about Azure is attested. */
export type Basis = "documented" | "seen" | "inferred" | "assumed";

/** Where a statement about Azure comes from. */
export interface Source {
  readonly title: string;
  /** Absent where the output was published without an address of its own. */
  readonly url?: string;
}

/** One reason to believe a statement. */
export interface Evidence {
  readonly basis: Basis;
  /** Empty where the statement follows from others, or is taken for granted. */
  readonly sources: readonly Source[];
  /** The part of the statement that this evidence is for. @default all of it */
  readonly about?: string;
}

/** A statement about what Azure does: a row of docs/how-azure-routes.md. */
export interface AzureFact {
  /** Sentences that can be read alone. Names of arguments and commands are in backticks. */
  readonly statement: string;
  /** The first counts where an answer says how well it is attested. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Dates (ISO 8601) of the first and the last published output that shows it, where the source has dates. */
  readonly seen?: { readonly from: string; readonly to: string };
  /** Whether the analysis computes it. */
  readonly modelled: "yes" | "partly" | "no";
  /** What the analysis does instead, or which part it leaves out. */
  readonly remark?: string;
  /** The evidence is thin: verdicts that rest on it carry a note, and this rule of `check` reports them. */
  readonly reportedBy?: `FT${number}`;
}

export const documented = (...sources: readonly Source[]): Evidence => ({ basis: "documented", sources });

export const seen = (...sources: readonly Source[]): Evidence => ({ basis: "seen", sources });

/** It follows from other facts, and nobody has published it. */
export const inferred = (about?: string): Evidence => ({
  basis: "inferred",
  sources: [],
  ...(about !== undefined && { about }),
});

/** Neither the files nor Azure say so; the model takes it for granted. */
export const ASSUMED: Evidence = { basis: "assumed", sources: [] };
