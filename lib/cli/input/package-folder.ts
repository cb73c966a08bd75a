import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is used of the package's own package.json. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The folder of this package, from its sources as well as from what is built of them. */
export function packageFolder(folder = __dirname): string {
  if (existsSync(join(folder, "package.json")) || folder === dirname(folder)) return folder;
  return packageFolder(dirname(folder));
}

/** The package's own package.json. */
export const ownPackage = (): PackageJson =>
  JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as PackageJson;

/** The package's own version. */
export const version = (): string =>
  existsSync(join(packageFolder(), "package.json")) ? ownPackage().version : "unknown";

/** A file of docs/; undefined where there is none. */
export function docsFile(name: string): string | undefined {
  const file = join(packageFolder(), "docs", name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
