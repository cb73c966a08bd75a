/** The lines of a here-document, and the line after it. `tabs`: leading tabs are not part of it (`<<-`). */
export function documentFrom(
  lines: readonly string[],
  first: number,
  delimiter: string,
  tabs: boolean,
): { readonly body: string; readonly next: number } {
  const body: string[] = [];
  let i = first;
  for (; i < lines.length; i += 1) {
    const line = tabs ? lines[i]!.replace(/^\t+/, "") : lines[i]!;
    if (line.trimEnd() === delimiter) return { body: `${body.join("\n")}\n`, next: i + 1 };
    body.push(line);
  }
  return { body: `${body.join("\n")}\n`, next: i };
}
