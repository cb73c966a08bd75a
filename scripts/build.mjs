import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { buildPageScript } from "./page-script.mjs";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const { peerDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [createRequire(import.meta.url).resolve("typescript/bin/tsc"), "-p", join(root, "tsconfig.build.json")],
  { stdio: "inherit" },
);

// One file each, with the parts of other packages that they use: a third of the time to load
// (docs/decisions/0010-one-file.md).
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    "lib/index.ts",
    "lib/cli/forced-tunnel.ts",
    "lib/analysis/index.ts",
    "lib/analysis/jest.ts",
    "lib/drawing/index.ts",
  ],
  outbase: "lib",
  outdir: "dist/lib",
  bundle: true,
  format: "cjs",
  platform: "node",
  mainFields: ["module", "main"],
  // What yaml offers to node is CommonJS, of which no part can be left out.
  alias: {
    yaml: join(root, "node_modules/yaml/browser/index.js"),
    // Its IPv6 half, which is not used, compiles expressions at load.
    "ip-address": join(root, "node_modules/ip-address/dist/ipv4.js"),
  },
  target: "node20",
  // Names stay: a stack trace in a report has to mean something.
  minifySyntax: true,
  minifyWhitespace: true,
  // elkjs is five times as large as all else together, and only pictures need it; resvg is no JavaScript.
  external: [...Object.keys({ ...peerDependencies, ...optionalDependencies }), "elkjs"].flatMap((name) => [
    name,
    `${name}/*`,
  ]),
  metafile: true,
  logLevel: "warning",
});
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
