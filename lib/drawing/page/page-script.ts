import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { TopologyError } from "../../analysis/model/topology-error";

/** Where the build puts it: beside the file that holds this module (docs/decisions/0011-the-page.md). */
const BUILT = ["page.js", "../page.js"].map((file) => join(__dirname, file));
const MAKER = join(__dirname, "../../../scripts/page-script.mjs");

/** Made once: the sources do not change while they run. */
let script: Promise<string> | undefined;

/**
 * The page's script: the engine and what shows its answers, in one file.
 * @throws TopologyError where it was not built, and cannot be
 */
export function pageScript(): Promise<string> {
  return (script ??= found());
}

async function found(): Promise<string> {
  const built = BUILT.find((file) => existsSync(file));
  if (built !== undefined) return readFileSync(built, "utf8");
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [MAKER], { maxBuffer: 2 ** 24 });
    return stdout;
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).trim().split("\n").slice(-1);
    throw new TopologyError({
      text: "the page's script cannot be put together",
      got: existsSync(MAKER) ? reason : `neither ${BUILT[1]} nor ${MAKER}`,
      want: "the published package, or its repository after npm ci",
      fix: "npm run build",
    });
  }
}
