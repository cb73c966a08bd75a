import type { Answer } from "./consistency";
import type { Scenario } from "./scenario";
import type { Claim } from "./truth";

/** Either a result, or the claim that it depends on next. */
interface Node<T> {
  claim?: Claim;
  whenTrue?: Node<T>;
  whenFalse?: Node<T>;
  found?: { readonly result: T };
}

/**
 * Results remembered by the answers that they read: a scenario that agrees on those gets the same result without a second
 * computation, however it answers everything else.
 */
export class Memo<Key, T> {
  private readonly roots = new Map<Key, Node<T>>();

  /** The result for a key in a scenario. `compute` depends on nothing but the key and what it asks the scenario. */
  public get(key: Key, scenario: Scenario, compute: () => T): T {
    let node = this.roots.get(key);
    if (!node) this.roots.set(key, (node = {}));
    const answers: Answer[] = [];
    while (node.claim) {
      const answer = scenario.answerTo(node.claim);
      answers.push(answer);
      node = next(node, answer.answer);
    }
    if (node.found) return node.found.result;
    const asked = new Set(answers);
    const { result, read } = scenario.reading(compute);
    for (const one of read) {
      if (asked.has(one)) continue;
      node.claim = one.claim;
      node = next(node, one.answer);
    }
    node.found = { result };
    return result;
  }
}

const next = <T>(node: Node<T>, answer: boolean): Node<T> =>
  answer ? (node.whenTrue ??= {}) : (node.whenFalse ??= {});
