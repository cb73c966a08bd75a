import { readFileSync } from "node:fs";
import { join } from "node:path";

const texts = new Map<string, string>();

/** The text of a file in `assets/`, read once a process. In the built package `dist/assets` lies beside `dist/lib`. */
export function asset(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(join(__dirname, "../../assets", name), "utf8");
    texts.set(name, text);
  }
  return text;
}
