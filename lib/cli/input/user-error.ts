/** What its user can mend: printed as it is, without a stack trace. */
export class UserError extends Error {
  public constructor(
    message: string,
    /** 1: the answer is no; 2: the answer could not be had. */
    public readonly exitCode: 1 | 2,
  ) {
    super(message);
  }
}

/** What the system or a parser said: some quote several lines of a file. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
