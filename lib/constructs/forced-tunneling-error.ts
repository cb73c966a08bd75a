/**
 * An error in how this library is used: thrown at once only where construction cannot go on; all else is reported at
 * synthesis.
 */
export class ForcedTunnelingError extends Error {
  /** By which it is told from other errors, also where two copies of the library are loaded. */
  public override readonly name = "ForcedTunnelingError";

  /**
   * @param constructPath the construct in question, for example "main/hub00".
   * @param message what is wrong, what came, what is expected and how to mend it.
   */
  public constructor(
    public readonly constructPath: string,
    message: string,
  ) {
    super(message);
  }
}
