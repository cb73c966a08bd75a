import { type Problem, renderProblem } from "../findings/problem";

/**
 * A mistake in how this library is used without which construction cannot go on, such as a missing resource group. All
 * other mistakes are reported together at synthesis.
 */
export class ForcedTunnelingError extends Error {
  /** Identifies the error also if two copies of the library are loaded, where `instanceof` fails. */
  public override readonly name = "ForcedTunnelingError";

  /**
   * @param constructPath path of the construct, for example "main/hub00".
   * @param problem what is wrong, and how to fix it; the message contains all of it.
   * @param heading start of the message, for example "error[FT002] prop-of-wrong-type".
   */
  public constructor(
    public readonly constructPath: string,
    public readonly problem: Problem,
    heading = "error",
  ) {
    super(renderProblem(problem, { heading }));
  }
}
