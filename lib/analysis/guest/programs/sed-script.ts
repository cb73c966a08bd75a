/** The text after `sed`; undefined where a part of the command is not understood. */
export function editedBySed(text: string, expressions: readonly string[], extended: boolean): string | undefined {
  let lines = text.replace(/\n$/, "").split("\n");
  for (const expression of expressions.flatMap((one) => one.split(/\n|;(?=\s*[/s])/))) {
    const edit = editOf(expression.trim(), extended);
    if (!edit) return undefined;
    lines = lines.flatMap(edit);
  }
  return `${lines.join("\n")}\n`;
}

type Edit = (line: string) => string[];

function editOf(expression: string, extended: boolean): Edit | undefined {
  const { address, rest } = addressed(expression);
  const matches = address === undefined ? () => true : tester(address, extended);
  const edit = commandOf(rest.trim(), extended);
  return matches && edit ? (line) => (matches(line) ? edit(line) : [line]) : undefined;
}

function addressed(expression: string): { address?: string; rest: string } {
  const [all, address] = /^\/((?:[^/\\]|\\.)*)\//.exec(expression) ?? [];
  return all === undefined || address === undefined
    ? { rest: expression }
    : { address, rest: expression.slice(all.length) };
}

function commandOf(command: string, extended: boolean): Edit | undefined {
  if (command === "d") return () => [];
  const [, appended] = /^a\s*\\?\s*(.*)$/.exec(command) ?? [];
  if (appended !== undefined) return (line) => [line, appended];
  if (!/^s[^\w\s]/.test(command)) return undefined;
  const [pattern, replacement, flags] = sections(command.slice(2), command[1]!);
  if (pattern === undefined || replacement === undefined || !/^[gI0-9]*$/.test(flags ?? "")) return undefined;
  const expression = expressionOf(pattern, extended, flags ?? "");
  return expression && ((line) => [line.replace(expression, (...found: unknown[]) => filledIn(replacement, found))]);
}

function sections(text: string, separator: string): string[] {
  const found: string[] = [];
  let current = "";
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "\\") {
      const next = text[(i += 1)] ?? "";
      current += next === separator ? next : `\\${next}`;
    } else if (character === separator) {
      found.push(current);
      current = "";
    } else current += character;
  }
  return [...found, current];
}

function filledIn(replacement: string, found: readonly unknown[]): string {
  return replacement.replace(/\\(.)|&/g, (all, escaped: string | undefined) => {
    if (all === "&") return String(found[0]);
    if (/\d/.test(escaped ?? ""))
      return typeof found[Number(escaped)] === "string" ? String(found[Number(escaped)]) : "";
    return escaped === "n" ? "\n" : (escaped ?? "");
  });
}

function tester(pattern: string, extended: boolean): ((line: string) => boolean) | undefined {
  const expression = expressionOf(pattern, extended, "");
  return expression && ((line) => expression.test(line));
}

/** In POSIX basic expressions + ? | ( ) { } are special where they are escaped, and plain where they are not. */
function expressionOf(pattern: string, extended: boolean, flags: string): RegExp | undefined {
  const turned = extended
    ? pattern
    : pattern.replace(
        /\\([+?|(){}])|([+?|(){}])/g,
        (_, escaped?: string, plain?: string) => escaped ?? `\\${plain ?? ""}`,
      );
  try {
    return new RegExp(
      turned.replaceAll("[[:space:]]", "\\s").replaceAll("[:space:]", "\\s"),
      `${flags.includes("g") ? "g" : ""}${flags.includes("I") ? "i" : ""}`,
    );
  } catch {
    return undefined;
  }
}
