/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** The first line of its text. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** A link of a page. */
export interface Link {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

interface Nodes {
  readonly prose: readonly Line[];
  readonly fences: readonly { readonly language: string; readonly lines: readonly Line[] }[];
  readonly headings: readonly string[];
}

/** A page taken apart: fenced blocks, and what lies between them. */
export function takeApart(markdown: string): Nodes {
  const prose: Line[] = [];
  const fences: { language: string; lines: Line[] }[] = [];
  let open: { language: string; lines: Line[] } | undefined;
  markdown.split("\n").forEach((text, i) => {
    const fence = /^\s*```\s*(\S*)/.exec(text);
    if (fence && open) open = undefined;
    else if (fence) fences.push((open = { language: fence[1] ?? "", lines: [] }));
    else (open?.lines ?? prose).push({ number: i + 1, text });
  });
  if (open) throw new Error(`a block that begins with "${open.lines[0]?.text}" does not end`);
  const headings = prose.flatMap(({ text }) => /^#{1,6} +(.*?)\s*$/.exec(text)?.[1] ?? []);
  return { prose, fences, headings };
}

export function blocks(page: string, markdown: string): Block[] {
  return takeApart(markdown).fences.map(({ language, lines }) => ({
    page,
    language,
    line: lines[0]?.number ?? 0,
    text: lines.map(({ text }) => text).join("\n"),
  }));
}

/** Targets of links and images, Markdown's and HTML's, outside code. */
export function links(page: string, markdown: string): Link[] {
  return takeApart(markdown).prose.flatMap(({ number, text }) => {
    const plain = text.replace(/`[^`]*`/g, "`");
    return [...plain.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|\b(?:href|src|srcset)="([^"]+)"/g)].map(
      ([, markdownTarget, htmlTarget]) => ({
        page,
        line: number,
        target: markdownTarget ?? htmlTarget ?? "",
      }),
    );
  });
}

/** The anchors of a page: those that it has itself, and those of its headings, as GitHub makes them. */
export function anchors(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const { headings, prose } = takeApart(markdown);
  const own = prose.flatMap(({ text }) => [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id));
  return new Set([
    ...own,
    ...headings.map((heading) => {
      const slug = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-");
      const before = seen.get(slug);
      seen.set(slug, (before ?? 0) + 1);
      return before === undefined ? slug : `${slug}-${before}`;
    }),
  ]);
}
