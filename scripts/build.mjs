import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { buildPageScript } from "./page-script.mjs";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [createRequire(import.meta.url).resolve("typescript/bin/tsc"), "-p", join(root, "tsconfig.build.json")],
  { stdio: "inherit" },
);

const { metafile } = await bundle(
  ["lib/index.ts", "lib/cli/forced-tunnel.ts", "lib/analysis/index.ts", "lib/drawing/index.ts"],
  join(dist, "lib"),
);
// The matchers load the analysis from the entry beside them.
await bundle(["lib/analysis/jest.ts"], join(dist, "lib"), ["./index"]);
// Pages have a script of their own, which the command writes into them (docs/decisions/0011-the-page.md).
const pageScript = await buildPageScript();
writeFileSync(join(dist, "lib/page.js"), pageScript.outputFiles[0].contents);

// npm does so when it installs a package, but not when it links a folder.
chmodSync(join(dist, "lib/cli/forced-tunnel.js"), 0o755);

// What their licences ask of those who pass them on.
const packages = new Set(
  [metafile, pageScript.metafile]
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
);
const notices = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(root, folder, file), "utf8").trim() : ""}\n`;
});
writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
