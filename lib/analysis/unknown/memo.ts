import { type Scenario, textOf } from "./scenario";
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
    const asked = new Set<Claim>();
    while (node.claim) {
      asked.add(node.claim);
      node = next(node, scenario.isTrue(node.claim));
    }
    if (node.found) return node.found.result;
    const { result, read } = scenario.reading(compute);
    const passed = new Set([...asked].map(textOf));
    for (const [text, { claim, answer }] of read) {
      if (passed.has(text)) continue;
      node.claim = claim;
      node = next(node, answer);
    }
    node.found = { result };
    return result;
  }
}

const next = <T>(node: Node<T>, answer: boolean): Node<T> =>
  answer ? (node.whenTrue ??= {}) : (node.whenFalse ??= {});
