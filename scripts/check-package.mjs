/*
 * Packs the package, installs it into an empty app as its users would, and holds what that app makes against what
 * main.ts makes here: what is missing in the package, or stands in it by its path in this repository, shows up nowhere
 * else.
 */
import { deepStrictEqual, match, ok } from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "..");
const { name, peerDependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const app = mkdtempSync(join(tmpdir(), "check-package-"));
process.once("exit", () => rmSync(app, { recursive: true, force: true }));

function step(what, action) {
  const start = Date.now();
  const result = action();
  console.log(`ok  ${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}

const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: app, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], ...options });
const tsc = (...args) =>
  run(process.execPath, [createRequire(import.meta.url).resolve("typescript/bin/tsc"), ...args], { stdio: "inherit" });
const stackOf = (folder) => JSON.parse(readFileSync(join(app, folder, "stacks/forced-tunneling/cdk.tf.json"), "utf8"));

const tarball = step("packs what belongs in it, and nothing else", () => {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--silent", "--pack-destination", app], { cwd: root }));
  const files = packed.files.map(({ path }) => path);
  const wanted = [
    "LICENSE",
    "package.json",
    "dist/lib/index.js",
    "dist/lib/index.d.ts",
    "dist/lib/cli/forced-tunnel.js",
    "dist/lib/page.js",
    "dist/THIRD-PARTY-LICENSES.txt",
    "assets/forced-tunnel-egress",
  ];
  for (const file of wanted) ok(files.includes(file), `${file} is missing in the package`);
  const strangers = files.filter(
    (file) =>
      !/^(dist\/lib\/.*\.(js|d\.ts)$|dist\/THIRD-PARTY-LICENSES\.txt$|(assets|docs|examples|lib)\/|main\.ts$|README\.md$|LICENSE$|package\.json$)/.test(
        file,
      ) || /(^|\/)(__tests__|bench)\/|\.(test|cases)\.|\.py[co]$/.test(file),
  );
  deepStrictEqual(strangers, [], "files that do not belong in the package");
  // Bundles, sources, declarations and the rules' pages: what comes in by accident shows up here.
  ok(packed.unpackedSize < 9_500_000, `the package has ${packed.unpackedSize} bytes unpacked`);
  return join(app, packed.filename);
});

step("installs into an empty app", () => {
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "commonjs" }));
  const peers = Object.entries(peerDependencies).map(([peer, range]) => `${peer}@${range}`);
  const types = `@types/node@${devDependencies["@types/node"]}`;
  run(
    "npm",
    ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel", "error", tarball, ...peers, types],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
});

step("is typed for strict TypeScript, its own declarations among what is checked", () => {
  writeFileSync(
    join(app, "main.ts"),
    readFileSync(join(root, "main.ts"), "utf8").replace('"./lib/index"', `"${name}"`),
  );
  const compilerOptions = {
    target: "ES2022",
    module: "Node16",
    moduleResolution: "Node16",
    strict: true,
    skipLibCheck: false,
    types: ["node"],
  };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
  tsc("--noEmit");
  tsc();
});

const own = step("main.ts synthesizes here", () => {
  // In the app's folder, since cdktf writes the path of the local state into the JSON.
  run(process.execPath, ["--import", import.meta.resolve("tsx"), join(root, "main.ts")], {
    env: { ...process.env, CDKTF_OUTDIR: join(app, "own.out") },
  });
  return stackOf("own.out");
});

step("the same app on the package, in plain JavaScript, makes the same Terraform", () => {
  match(readFileSync(join(app, "main.js"), "utf8"), new RegExp(`require\\("${name}"\\)`));
  run(process.execPath, ["main.js"]);
  deepStrictEqual(stackOf("cdktf.out"), own);
});

step("ECMAScript modules can import it by name", () => {
  writeFileSync(
    join(app, "names.mjs"),
    `import { ForcedTunnelingHub, FrrNva, findingsOf } from "${name}";\nconsole.log(typeof ForcedTunnelingHub, typeof FrrNva, typeof findingsOf);\n`,
  );
  match(run(process.execPath, ["names.mjs"]), /^function function function$/m);
});

step("what is inside stays inside", () => {
  const { status, stderr } = spawnSync(process.execPath, ["-e", `require("${name}/dist/lib/nva/asset")`], {
    cwd: app,
    encoding: "utf8",
  });
  ok(
    status !== 0 && stderr.includes("ERR_PACKAGE_PATH_NOT_EXPORTED"),
    "a file that is no part of the API can be required",
  );
});

step("npx forced-tunnel --help", () => {
  match(run("npx", ["--no-install", "forced-tunnel", "--help"]), /^Usage: forced-tunnel /m);
});

step("npx with the name of the package runs the command", () => {
  match(run("npx", ["--no-install", name, "--help"]), /^Usage: forced-tunnel /m);
});

step("npx forced-tunnel synth makes the same Terraform", () => {
  const listing = run("npx", [
    "--no-install",
    "forced-tunnel",
    "synth",
    "--app",
    "node main.js",
    "--output",
    "cli.out",
  ]);
  match(listing, /^forced-tunneling: \d+ resources -> cli\.out\//m);
  deepStrictEqual(stackOf("cli.out"), own);
});

step("npx forced-tunnel sees, explains and draws what it made", () => {
  const npx = (...args) => run("npx", ["--no-install", "forced-tunnel", ...args]);
  match(npx("path", "vm-hub00", "--expect", "tunnelled"), /^TUNNELLED {2}vm-hub00 -> /m);
  match(npx("routes"), /^vm-hub00 .* tunnelled$/m);
  match(npx("check"), /^0 errors, /m);
  match(npx("explain", "FT101"), /FT101/);
  npx("draw", "-o", "topology.svg");
  npx("draw", "-o", "topology.html");
  match(readFileSync(join(app, "topology.svg"), "utf8"), /^<svg /);
  match(readFileSync(join(app, "topology.html"), "utf8"), /<script /);
});

for (const [kind, esm] of [
  ["CommonJS", []],
  ["ECMAScript modules", ["--esm"]],
])
  step(
    `npx forced-tunnel init makes an app in ${kind} that installs, synthesizes, compiles and passes its test`,
    () => {
      const cwd = join(app, `new-${esm.length === 0 ? "commonjs" : "esm"}`);
      match(
        run("npx", ["--no-install", "forced-tunnel", "init", cwd, "--example", "no-circuit", ...esm]),
        new RegExp(`^${name} comes from file:\\.\\./${basename(tarball).replaceAll(".", "\\.")}$`, "m"),
      );
      const npm = (...args) => run("npm", [...args, "--silent"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
      npm("install", "--prefer-offline", "--no-audit", "--no-fund");
      match(npm("start"), /^no-circuit: \d+ resources -> .*^ {2}tunnelled {2}vm-hub00 as pip-nva100$/ms);
      npm("test");
      for (const version of ["5.9", "7"]) {
        npm("install", "--prefer-offline", "--no-save", `typescript@${version}`);
        match(run("npx", ["--no-install", "tsc", "--version"], { cwd }), new RegExp(`^Version ${version}\\.`));
        npm("run", "typecheck");
      }
    },
  );

step("the topology's library answers, typed, and Jest has its matchers", () => {
  const lines = [
    'import { overview, readTopology } from "cdktf-azure-forced-tunneling/analysis";',
    'import { matchers } from "cdktf-azure-forced-tunneling/analysis/jest";',
    'import { readFileSync } from "node:fs";',
    'const text = readFileSync("cli.out/stacks/forced-tunneling/cdk.tf.json", "utf8");',
    'const topology = readTopology([{ name: "cdk.tf.json", text }]);',
    'console.log(overview(topology).map(({ verdict }) => verdict).join(" "), matchers.toTunnel(topology, "vm-hub00", { through: "vm-nva100" }).pass);',
  ];
  writeFileSync(join(app, "topology.ts"), lines.join("\n").replaceAll("cdktf-azure-forced-tunneling", name));
  const compilerOptions = {
    target: "ES2022",
    module: "Node16",
    moduleResolution: "Node16",
    strict: true,
    skipLibCheck: false,
    types: ["node"],
  };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["topology.ts"] }));
  tsc();
  match(run(process.execPath, ["topology.js"]), /^(tunnelled|exempt) (tunnelled|exempt) (tunnelled|exempt) true$/m);
});
