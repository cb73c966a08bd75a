/**
 * What keeps a topology from being read or asked, and what its user can do about it. The message is complete: a
 * sentence, then `got`, `want`, `fix`, a line each.
 */
export class TopologyError extends Error {
  public override readonly name = "TopologyError";

  /**
   * @param sentence what is wrong, lower case, no full stop
   * @param lines what follows it, in this order; what is left out is not printed
   */
  public static of(
    sentence: string,
    lines: Readonly<Partial<Record<"at" | "got" | "want" | "have" | "fix" | "more", string>>> = {},
  ): TopologyError {
    const order = ["at", "got", "want", "have", "fix", "more"] as const;
    const rest = order.flatMap((key) => (lines[key] === undefined ? [] : [`  ${key.padEnd(5)} ${lines[key]}`]));
    return new TopologyError([`error: ${sentence}`, ...rest].join("\n"));
  }
}
