import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
// Beside dist/lib, where lib/nva/asset.ts looks for them in the sources too.
cpSync(join(root, "assets"), join(dist, "assets"), { recursive: true });
// npm does so when it installs a package, but not when it links a folder.
chmodSync(join(dist, "lib/cli/forced-tunnel.js"), 0o755);
