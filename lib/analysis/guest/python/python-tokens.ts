/** A word, a text or a sign of a Python program. */
export interface PythonToken {
  readonly kind: "name" | "string" | "number" | "sign" | "end";
  /** Of a string what is between its quotes; of the end of a line also the white space that the next one begins with. */
  readonly text: string;
  /** True for strings with expressions in them (f""). */
  readonly formatted?: boolean;
}

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<long>[A-Za-z]{0,2}(?<quote>"""|''')(?<longText>[^]*?)(?:\k<quote>|$))/,
    /(?<string>[A-Za-z]{0,2}(?:"(?<double>(?:[^"\\\n]|\\[^])*)"?|'(?<single>(?:[^'\\\n]|\\[^])*)'?))/,
    /(?<name>[A-Za-z_]\w*)/,
    /(?<number>\d[\w.]*)/,
    /(?<end>\n[ \t]*)/,
    /(?<sign>[^\s\w])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** The tokens of a Python program, without comments; "end" is the end of a line. */
export function pythonTokens(text: string): PythonToken[] {
  return [...text.replace(/\\\n/g, " ").matchAll(TOKEN)].flatMap(({ groups = {} }): PythonToken[] => {
    const { long, longText, string, double, single, name, number, end, sign } = groups;
    const quoted = long ?? string;
    if (quoted !== undefined) {
      const formatted = /^[a-z]*f/i.test(/^[A-Za-z]*/.exec(quoted)![0]);
      return [{ kind: "string", text: longText ?? double ?? single ?? "", ...(formatted && { formatted }) }];
    }
    if (name !== undefined) return [{ kind: "name", text: name }];
    if (number !== undefined) return [{ kind: "number", text: number }];
    if (end !== undefined) return [{ kind: "end", text: end }];
    return sign === undefined ? [] : [{ kind: "sign", text: sign }];
  });
}
