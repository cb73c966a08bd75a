import { type Problem, renderProblem } from "../../findings/problem";

/** What the user of the command can mend: printed as it is, without a stack trace. */
export class UserError extends Error {
  public constructor(
    public readonly problem: Problem,
    /** 1: the answer is no; 2: there is no answer. */
    public readonly exitCode: 1 | 2,
  ) {
    super(renderProblem(problem));
  }
}

/** An error of the system or of a parser on one line: some quote several lines of a file. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
