import { type Answer, impliedAnswer } from "./consistency";
import { type Claim, claimOf, equals, claim as inWords, type Truth } from "./truth";
import { isUnknown, type Unknown } from "./value";

const texts = new WeakMap<Claim, string>();

/** The text of a claim: equal texts are one claim. */
export function textOf(claim: Claim): string {
  const known = texts.get(claim) ?? `${claim.about.join(", ")}\n${predicateText(claim.predicate)}`;
  texts.set(claim, known);
  return known;
}

function predicateText(predicate: Claim["predicate"]): string {
  switch (predicate.kind) {
    case "true":
      return "";
    case "within":
      return `lies in ${predicate.prefix}`;
    case "equals":
      return `is ${predicate.value}`;
    case "states":
      return predicate.text;
  }
}

/** Answers a claim for all scenarios alike; undefined: both answers are tried. */
export type Assumed = (claim: Claim) => boolean | undefined;

interface Given {
  get(text: string): boolean | undefined;
}

/**
 * One way in which the values known only after apply may turn out. A computation asks it; {@link explore} runs the
 * computation in every scenario that its claims distinguish. Nothing is guessed (row A1).
 */
export class Scenario {
  /** The claims that were asked, in their order, by their text. */
  public readonly answers = new Map<string, Answer>();
  private readonly free: string[] = [];
  private readonly byValue = new Map<string, Answer[]>();
  /** What was asked since {@link reading} began, some of it more than once. */
  private reads: Answer[] | undefined;

  /**
   * @param given the answers that are not the ones tried first, by the claim's text
   * @param assumed answers claims that are not tried both ways. @default every claim is tried
   */
  public constructor(
    private readonly given: Given = new Map(),
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
    return this.answerTo(claimOf(truth)).answer;
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
  public reading<T>(run: () => T): { readonly result: T; readonly read: ReadonlySet<Answer> } {
    const outer = this.reads;
    const reads: Answer[] = [];
    this.reads = reads;
    try {
      const result = run();
      const read = new Set(reads);
      for (const answer of read) outer?.push(answer);
      return { result, read };
    } finally {
      this.reads = outer;
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
    return new Scenario({ get: (text) => this.answers.get(text)?.answer ?? this.given.get(text) }, this.assumed);
  }

  /** The answer to a claim here. */
  public answerTo(claim: Claim): Answer {
    const text = textOf(claim);
    const known = this.answers.get(text) ?? this.decide(claim, text);
    this.reads?.push(known);
    return known;
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
