import { evaluate } from "../findings/evaluate";
import type { Declaration } from "./declaration";
import { atTheRoot } from "./at-the-root";
import { oneCircuitPerId } from "./routing/one-circuit-per-id";
import type { ConstructFinding, ConstructRule } from "./rule";

/** All findings of the rules, in the rules' order. */
export function checkDeclaration(app: Declaration, rules: readonly ConstructRule[]): ConstructFinding[] {
  const joined = oneCircuitPerId(app);
  return atTheRoot(rules.flatMap((rule) => evaluate(rule, joined).findings));
}
