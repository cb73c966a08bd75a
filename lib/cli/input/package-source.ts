import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ownPackage, packageFolder, version } from "./package-folder";
import { UserError } from "./user-error";

const TARBALL = "npx forced-tunnel init my-app --package ./cdktf-azure-forced-tunneling-VERSION.tgz";

/**
 * Where npm gets this package for a new app: what goes into its package.json.
 * @param given `--package`: a tarball, a version or a URL
 * @param app folder of the new app
 * @throws UserError if it cannot be installed from there
 */
export function packageSource(given: string | undefined, app: string): string {
  if (given === undefined) return installedFrom(app) ?? unknownSource();
  if (given.trim() === "") throw refused(given, "an empty text");
  if (!isPath(given)) return given;
  const file = given.replace(/^file:/, "");
  if (!existsSync(file)) throw refused(given, "no such file");
  if (!statSync(file).isFile()) throw refused(given, "a folder: npm would link it, and cdktf would be loaded twice");
  return fileSource(file, app);
}

const isPath = (given: string): boolean =>
  !/^[a-z+]+:\/\//.test(given) &&
  (/^(file:|\.{0,2}[/\\])/.test(given) || /\.(tgz|tar\.gz)$/.test(given) || existsSync(given));

const fileSource = (file: string, app: string): string =>
  `file:${relative(resolve(app), resolve(file)).replaceAll("\\", "/")}`;

/** What npm wrote about the installation of the package that runs; undefined in a clone. */
function installedFrom(app: string): string | undefined {
  const modules = dirname(packageFolder());
  const lock = join(modules, ".package-lock.json");
  if (basename(modules) !== "node_modules" || !existsSync(lock)) return undefined;
  const { packages } = JSON.parse(readFileSync(lock, "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
  };
  const { resolved = "" } = packages[`node_modules/${ownPackage().name}`] ?? {};
  if (!resolved.startsWith("file:")) return `^${version()}`;
  const file = resolve(dirname(modules), resolved.slice("file:".length));
  return existsSync(file) ? fileSource(file, app) : undefined;
}

function unknownSource(): never {
  throw new UserError(
    {
      text: "where the new app gets this package from is not known; it is not on npm yet",
      got: "no --package, and no installation from a tarball",
      want: "the tarball that npm pack makes, a version or a URL",
      fix: `npm pack && ${TARBALL.replace("VERSION", version())}`,
    },
    2,
  );
}

const refused = (given: string, got: string): UserError =>
  new UserError(
    {
      text: `the package cannot be installed from "${given}"`,
      got,
      want: "a tarball that exists, a version or a URL",
      fix: TARBALL.replace("VERSION", version()),
    },
    2,
  );
