import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");

/** What becomes the script of pages that `draw` writes: the engine, and what shows its answers. */
export function buildPageScript() {
  return build({
    absWorkingDir: root,
    entryPoints: ["lib/drawing/page/browser/entry.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    // Its IPv6 half is not used.
    alias: { "ip-address": join(root, "node_modules/ip-address/dist/ipv4.js") },
    tsconfigRaw: {},
    write: false,
    metafile: true,
    logLevel: "warning",
  });
}

// From the sources nothing is built beforehand: who runs this file is given the script.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { outputFiles } = await buildPageScript();
  process.stdout.write(outputFiles[0].text);
}
