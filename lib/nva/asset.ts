import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudInitFile } from "./cloud-init";

const texts = new Map<string, string>();
const files = new Map<string, CloudInitFile>();

/**
 * The text of a file in `assets/`, read once a process. `assets` lies beside `lib` here, and beside `dist` in the
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

/** A file of `assets/` as it is on every NVA: one object for each path, so that its YAML is made once. */
export function assetFile(
  path: string,
  name: string,
  rest: Omit<CloudInitFile, "path" | "content"> = {},
): CloudInitFile {
  const file = files.get(path) ?? { path, content: asset(name), ...rest };
  files.set(path, file);
  return file;
}
