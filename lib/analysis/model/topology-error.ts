import { type Problem, renderProblem } from "../../findings/problem";

/** Why a topology cannot be read or asked, and what its user can do about it. The message is the whole problem. */
export class TopologyError extends Error {
  public override readonly name = "TopologyError";

  public constructor(public readonly problem: Problem) {
    super(renderProblem(problem));
  }
}
