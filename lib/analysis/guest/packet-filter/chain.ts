import type { PacketChain, PacketRule } from "../../model/guest";
import type { DraftRule } from "./draft-rule";

/** A chain as it is built, command by command. */
export interface DraftChain {
  readonly name: string;
  /** Where packets meet it; absent for chains that only jumps reach. */
  readonly hook?: {
    readonly name: "prerouting" | "input" | "forward" | "postrouting";
    readonly type: string;
    readonly priority: number;
  };
  policy: "accept" | "drop";
  rules: DraftRule[];
  /** True where a rule that decides nothing was left out. */
  skips?: boolean;
}

/** A table of chains by name, of iptables' or nftables'. */
export type DraftTable = Map<string, DraftChain>;

const MAX_JUMPS = 8;

/**
 * The chain with jumps resolved: each jump is replaced by the rules of its chain, under the jump's conditions.
 */
export function resolved(chain: DraftChain, table: DraftTable): PacketChain {
  return {
    name: chain.name,
    policy: chain.policy,
    rules: chain.rules.flatMap((rule) => withoutJumps(rule, table, MAX_JUMPS)),
  };
}

function withoutJumps(rule: DraftRule, table: DraftTable, depth: number): PacketRule[] {
  const { action, target, ...marking } = rule;
  if (action === "mark") return [];
  const conditions = withoutMark(marking);
  if (action !== "jump") return [{ ...conditions, action }];
  const chain = table.get(target ?? "");
  if (!chain || depth === 0) return [{ ...conditions, action: "unknown" }];
  const inner = chain.rules.flatMap((one) => withoutJumps(one, table, depth - 1));
  const joined = inner.map((one) => together(conditions, one));
  // A return leaves the inner chain only, which a flat list of rules cannot express.
  return inner.some((one) => one.action === "return")
    ? joined.map((one) => ({ ...one, condition: one.condition ?? `in chain ${chain.name}` }))
    : joined;
}

/** Packets are judged without their marks: those matter to routing only. */
function withoutMark<T extends object>(rule: T): Omit<T, "mark"> {
  const copy: T & { mark?: unknown } = { ...rule };
  delete copy.mark;
  return copy;
}

/** The inner rule, where the outer conditions hold as well. */
function together(outer: Omit<PacketRule, "action">, inner: PacketRule): PacketRule {
  const keys = ["source", "destination", "protocol", "destinationPorts", "states", "condition"] as const;
  const both = keys.filter(
    (key) =>
      outer[key] !== undefined && inner[key] !== undefined && JSON.stringify(outer[key]) !== JSON.stringify(inner[key]),
  );
  return { ...outer, ...inner, ...(both.length > 0 ? { condition: outer.line } : {}) };
}
