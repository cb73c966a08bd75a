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
