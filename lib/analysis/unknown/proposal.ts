/** A file of assumptions, or a part of one, that would decide what is not known. */
export interface Proposal {
  readonly values?: Readonly<Record<string, ProposedValue>>;
  readonly machines?: Readonly<Record<string, MachineProposal>>;
}

/** A value that an expression may be taken to have. */
export type ProposedValue = string | number | boolean | readonly string[];

/** What a machine may be taken to do. */
export interface MachineProposal {
  readonly announces?: readonly string[];
  readonly forwards?: boolean;
  readonly translates?: boolean;
  readonly sendsBy?: Readonly<Record<string, string>>;
  readonly tunnels?: readonly string[];
}
