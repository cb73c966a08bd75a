/** Words, quoted texts and the signs that end or group them; the end of a line is a ";" too. */
export function nftTokens(text: string): string[] {
  const found: string[] = [];
  const lines = text.replace(/\\\n/g, " ");
  for (const [token] of lines.matchAll(/#[^\n]*|"[^"\n]*"?|[{};,\n]|[!=<>]=|[^\s{};,"#]+/g)) {
    if (token.startsWith("#")) continue;
    found.push(token === "\n" ? ";" : token);
  }
  return found;
}

/** The tokens of the block that begins at `open`, and the place after it. */
function block(tokens: readonly string[], open: number): { readonly inner: readonly string[]; readonly next: number } {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    if (tokens[i] === "{") depth += 1;
    if (tokens[i] === "}" && (depth -= 1) === 0) return { inner: tokens.slice(open + 1, i), next: i + 1 };
  }
  return { inner: tokens.slice(open + 1), next: tokens.length };
}

/** Statements: tokens up to a ";" outside of braces, or up to the end of a block that a statement ends with. */
export function statements(tokens: readonly string[], endsWithBlock: (head: readonly string[]) => boolean): string[][] {
  const found: string[][] = [];
  let current: string[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i]!;
    if (token === "{") {
      const { inner, next } = block(tokens, i);
      const whole = endsWithBlock(current);
      current.push("{", ...inner, "}");
      i = next;
      if (whole) {
        found.push(current);
        current = [];
      }
    } else {
      if (token === ";") {
        if (current.length > 0) found.push(current);
        current = [];
      } else if (token !== "}") current.push(token);
      i += 1;
    }
  }
  return current.length > 0 ? [...found, current] : found;
}
