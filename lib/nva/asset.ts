import { readFileSync } from "node:fs";
import { join } from "node:path";

const texts = new Map<string, string>();

/**
 * The text of a file in `assets/`, read once a process. `assets` is next to `lib` here, and next to `dist` in the
 * package.
 */
export function asset(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(join(__dirname, "../../assets", name), "utf8");
    texts.set(name, text);
  }
  return text;
}
