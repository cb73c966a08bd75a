import { isUnknown, type Maybe, type Unknown, unknown } from "./value";

/** A question about a value: what waits for the answer, waits for the value. */
export const about = (value: string, question: string): string => `${value}${ABOUT}${question}`;
// Divides the value from what is asked of it.
const ABOUT = "\u0000 ";

/** Beyond this many, nobody can say that all were tried. */
const MOST_CASES = 64;

/**
 * One way in which the values that only the apply knows may turn out. The computation asks; every question is answered
 * both ways, one case after the other (row A1: what is not known is tried, never guessed).
 */
export class Scenario {
  /** Questions of this run in their order, with the answers. */
  public readonly answers = new Map<string, boolean>();

  public constructor(private readonly given: ReadonlyMap<string, boolean> = new Map()) {}

  /** The answer to a question of yes or no; the same question has the same answer. */
  public ask(question: string): boolean {
    const answer = this.answers.get(question) ?? this.given.get(question) ?? true;
    this.answers.set(question, answer);
    return answer;
  }

  /** A flag's value. */
  public yes(flag: Maybe<boolean>): boolean {
    return isUnknown(flag) ? this.ask(flag.unknown) : flag;
  }

  /** True where two values are the same. */
  public same(a: Maybe<number | string>, b: Maybe<number | string>): boolean {
    const [left, right] = [text(a), text(b)].sort() as [string, string];
    if (left === right) return true;
    const open = [a, b].filter(isUnknown);
    return open.length > 0
      ? this.ask(
          about(
            open
              .map((one) => one.unknown)
              .sort()
              .join(", "),
            `makes ${left} and ${right} the same`,
          ),
        )
      : false;
  }

  /** Runs again that would answer this run's new questions otherwise. */
  public alternatives(): Scenario[] {
    const asked = [...this.answers].filter(([question]) => !this.given.has(question));
    return asked.map(
      ([question], at) => new Scenario(new Map([...this.given, ...asked.slice(0, at), [question, false]])),
    );
  }
}

const text = (value: Maybe<number | string>): string => (isUnknown(value) ? value.unknown : String(value));

/** What a computation gives in every case. */
export interface Explored<T> {
  /** One for each case; the first with every answer yes. */
  readonly results: readonly { readonly answers: ReadonlyMap<string, boolean>; readonly result: T }[];
  /** False where there were more cases than could be tried. */
  readonly complete: boolean;
}

/** Runs a computation in every case that its questions distinguish. */
export function explore<T>(run: (scenario: Scenario) => T): Explored<T> {
  const waiting = [new Scenario()];
  const results: { answers: ReadonlyMap<string, boolean>; result: T }[] = [];
  while (waiting.length > 0 && results.length < MOST_CASES) {
    const next = waiting.shift()!;
    const result = run(next);
    results.push({ answers: next.answers, result });
    waiting.push(...next.alternatives());
  }
  return { results, complete: waiting.length === 0 };
}

/**
 * The questions on which it depends whether results are the same, by what `key` tells of a result; none: they all are.
 */
export function decidedBy<T>({ results, complete }: Explored<T>, key: (result: T) => string): Unknown[] {
  const keys = results.map(({ result }) => key(result));
  if (complete && keys.every((one) => one === keys[0])) return [];
  const questions = [...new Set(results.flatMap(({ answers }) => [...answers.keys()]))];
  const outcomes = (question: string, answer: boolean): string =>
    [...new Set(keys.filter((_, at) => results[at]!.answers.get(question) === answer))].sort().join("\n");
  const deciding = questions.filter((question) => outcomes(question, true) !== outcomes(question, false));
  return [...new Set((deciding.length > 0 ? deciding : questions).map((question) => question.split(ABOUT, 1)[0]!))]
    .sort()
    .map(unknown);
}
