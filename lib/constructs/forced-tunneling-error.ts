import { type Problem, renderProblem } from "../findings/problem";

/**
 * An error in how this library is used: thrown at once only where construction cannot go on; all else is reported at
 * synthesis.
 */
export class ForcedTunnelingError extends Error {
  /** By which it is told from other errors, also where two copies of the library are loaded. */
  public override readonly name = "ForcedTunnelingError";

  /**
   * @param constructPath the construct in question, for example "main/hub00".
   * @param problem what is wrong, and how to mend it: the message has all of it.
   * @param heading what the message begins with: "error[FT002] prop-of-wrong-type".
   */
  public constructor(
    public readonly constructPath: string,
    public readonly problem: Problem,
    heading = "error",
  ) {
    super(renderProblem(problem, { heading }));
  }
}
