import { type Answer, impliedAnswer } from "./consistency";
import { type Claim, claimOf, equals, claim as inWords, type Truth } from "./truth";
import { isUnknown, type Unknown } from "./value";

/** The text of a claim: equal texts are one claim. */
export function textOf({ about, predicate }: Claim): string {
  const what =
    predicate.kind === "true"
      ? ""
      : predicate.kind === "within"
        ? `lies in ${predicate.prefix}`
        : predicate.kind === "equals"
          ? `is ${predicate.value}`
          : predicate.text;
  return `${about.join(", ")}\n${what}`;
}

/** Answers a claim for all scenarios alike; undefined: both answers are tried. */
export type Assumed = (claim: Claim) => boolean | undefined;

/**
 * One way in which the values known only after apply may turn out. A computation asks it; {@link explore} runs the
 * computation in every scenario that its claims distinguish. Nothing is guessed (row A1).
 */
export class Scenario {
  /** The claims that were asked, in their order, by their text. */
  public readonly answers = new Map<string, Answer>();
  private readonly free: string[] = [];
  private readonly byValue = new Map<string, Answer[]>();
  private reads: Map<string, Answer>[] = [];

  /**
   * @param given the answers that are not the ones tried first
   * @param assumed answers claims that are not tried both ways. @default every claim is tried
   */
  public constructor(
    private readonly given: ReadonlyMap<string, boolean> = new Map(),
    private readonly assumed: Assumed = () => undefined,
  ) {}

  /** Whether something is true here. What is joined is asked from the left, as far as it decides. */
  public isTrue(truth: Truth): boolean {
    if (typeof truth === "boolean") return truth;
    if (!isUnknown(truth) && "operator" in truth) {
      const { operator, operands } = truth;
      if (operator === "not") return !this.isTrue(operands[0]!);
      return operator === "and" ? operands.every((one) => this.isTrue(one)) : operands.some((one) => this.isTrue(one));
    }
    return this.answer(claimOf(truth));
  }

  /** Whether two numbers or texts are the same here. */
  public same<T extends number | string>(a: T | Unknown<T>, b: T | Unknown<T>): boolean {
    if (!isUnknown(a)) return isUnknown(b) ? this.isTrue(equals(b.unknown, a)) : a === b;
    if (!isUnknown(b)) return this.isTrue(equals(a.unknown, b));
    if (a.unknown === b.unknown) return true;
    return this.isTrue(inWords([a.unknown, b.unknown].sort(), "are the same"));
  }

  /**
   * Runs a part of the computation and tells which answers it read, whoever asked them first.
   * @returns its result, and the answers in the order in which it read them
   */
  public reading<T>(run: () => T): { readonly result: T; readonly read: ReadonlyMap<string, Answer> } {
    const read = new Map<string, Answer>();
    this.reads.push(read);
    try {
      return { result: run(), read };
    } finally {
      this.reads.pop();
      const outer = this.reads.at(-1);
      if (outer) for (const [text, answer] of read) if (!outer.has(text)) outer.set(text, answer);
    }
  }

  /** The scenarios that differ from this one in the last of some of its answers, as far as both are possible. */
  public alternatives(): Scenario[] {
    const asked = [...this.answers];
    return this.free.map((text) => {
      const at = asked.findIndex(([one]) => one === text);
      const before = asked.slice(0, at).map(([one, { answer }]) => [one, answer] as const);
      return new Scenario(new Map([...before, [text, !asked[at]![1].answer]]), this.assumed);
    });
  }

  /** A scenario that answers alike. What it is asked distinguishes no scenarios: for what only explains an answer. */
  public aside(): Scenario {
    const answered = [...this.answers].map(([text, { answer }]) => [text, answer] as const);
    return new Scenario(new Map([...this.given, ...answered]), this.assumed);
  }

  private answer(claim: Claim): boolean {
    const text = textOf(claim);
    const known = this.answers.get(text) ?? this.decide(claim, text);
    this.reads.at(-1)?.set(text, known);
    return known.answer;
  }

  private decide(claim: Claim, text: string): Answer {
    const value = claim.about.join(", ");
    const earlier = this.byValue.get(value) ?? [];
    const implied = this.assumed(claim) ?? impliedAnswer(claim, earlier);
    const given = this.given.get(text);
    const decided = { claim, answer: implied ?? given ?? true };
    if (implied === undefined && given === undefined) this.free.push(text);
    this.answers.set(text, decided);
    this.byValue.set(value, [...earlier, decided]);
    return decided;
  }
}
