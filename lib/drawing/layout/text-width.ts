/*
 * How wide a text will be. A picture is laid out where no font can be asked, and shown in the first font of a stack
 * that the reader has: the widths are those of the widest of them (DejaVu Sans), so that what is reserved is enough in
 * each.
 */

/** The fonts of a picture, in the order in which they are looked for. */
export const FONTS =
  "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', sans-serif";

// Hundredths of the font size, from the blank to the tilde.
const REGULAR =
  "32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84";
const BOLD =
  "35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84";
const FIRST = 32;
const [regular, bold] = [REGULAR, BOLD].map((table) => table.split(" ").map(Number)) as [number[], number[]];

/**
 * Width of a text in pixels. Whatever is not ASCII counts as wide as it is high, which Japanese is and no other letter
 * exceeds by much.
 */
export function textWidth(text: string, size: number, weight: "regular" | "bold" = "regular"): number {
  const table = weight === "bold" ? bold : regular;
  const hundredths = [...text].reduce((sum, character) => sum + (table[character.codePointAt(0)! - FIRST] ?? 100), 0);
  return Math.ceil((hundredths * size) / 100);
}

/** The text in lines no wider than `width`, broken at blanks; a word that is wider has a line of its own. */
export function wrap(text: string, width: number, size: number, weight: "regular" | "bold" = "regular"): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length === 0) lines.push(word);
    else if (textWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
