import { readFileSync } from "node:fs";
import { join } from "node:path";

const texts = new Map<string, string>();

/**
 * The text of a file in `assets/`. Each file is read once per process. `assets` is next to `lib` in this repository,
 * and next to `dist` in the package.
 * @throws Error if there is no such file.
 */
export function asset(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(join(__dirname, "../../assets", name), "utf8");
    texts.set(name, text);
  }
  return text;
}
