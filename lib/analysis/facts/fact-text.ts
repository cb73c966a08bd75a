import type { Basis, BasisOf, FactId } from "../facts";

/** Where a statement about Azure comes from. */
export interface Source {
  readonly title: string;
  /** Absent where the output was published without an address of its own. */
  readonly url?: string;
}

/** One reason to believe a statement. */
export interface Evidence<B extends Basis = Basis> {
  readonly basis: B;
  /** Empty where the statement follows from others, or is assumed. */
  readonly sources: readonly Source[];
  /** The part of the statement that this evidence is for. @default all of it */
  readonly about?: string;
}

/** A statement about what Azure does, in words: a row of docs/how-azure-routes.md. */
export interface FactText<B extends Basis = Basis> {
  /** Sentences that can be read alone. Names of arguments and commands are in backticks. */
  readonly statement: string;
  /** The first counts where an answer says how well the statement is attested. */
  readonly evidence: readonly [Evidence<B>, ...Evidence[]];
  /** Dates (ISO 8601) of the first and the last published output that shows it, where the source has dates. */
  readonly seen?: { readonly from: string; readonly to: string };
  /** Whether the analysis computes it. */
  readonly modelled: "yes" | "partly" | "no";
  /** What the analysis does instead, or which part it leaves out. */
  readonly remark?: string;
}

/** The text of every fact: the first evidence has the basis that answers count. */
export type CompleteFactTexts = { readonly [Id in FactId]: FactText<BasisOf<Id>> };

/** The texts of some facts. */
export type FactTexts = Partial<CompleteFactTexts>;

export const documented = (...sources: readonly Source[]): Evidence<"documented"> => ({
  basis: "documented",
  sources,
});

export const seen = (...sources: readonly Source[]): Evidence<"seen"> => ({ basis: "seen", sources });

/** It follows from other facts, and nobody has published it. */
export const inferred = (about?: string): Evidence<"inferred"> => ({
  basis: "inferred",
  sources: [],
  ...(about !== undefined && { about }),
});

/** Neither the files nor Azure say so; the model assumes it. */
export const ASSUMED: Evidence<"assumed"> = { basis: "assumed", sources: [] };
