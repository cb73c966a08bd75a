import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, from its sources as well as from what is built of them. */
function packageFolder(folder = __dirname): string {
  if (existsSync(join(folder, "package.json")) || folder === dirname(folder)) return folder;
  return packageFolder(dirname(folder));
}

/** The package's own version. */
export function version(): string {
  const file = join(packageFolder(), "package.json");
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version
    : "unknown";
}

/** A file of docs/; undefined where there is none. */
export function docsFile(name: string): string | undefined {
  const file = join(packageFolder(), "docs", name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
