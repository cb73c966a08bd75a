import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { nvaChangeScript, nvaUserData, type NvaUserDataOptions } from "../lib/nva/user-data";

const ROOT = join(__dirname, "..");
/** Beside dist/lib, so that "../lib" means the built library: what its users load. */
const OUT = join(ROOT, "dist/bench");

export type Variant = "library" | "l1";

/** What is measured beside the variants. */
type Program = "shared-circuit" | "overview";

/** A built program; the argument of a variant is the number of topologies. */
export const program = (name: Variant | Program): string =>
  join(OUT, `${name === "library" || name === "l1" ? `${name}-topology` : name}.js`);

/** The built command. */
export const COMMAND = join(ROOT, "dist/lib/cli/forced-tunnel.js");

/** The built library. */
export const LIBRARY = join(ROOT, "dist/lib/index.js");

/** Loaded into each program: it reports at the end. */
export const REPORTER = join(OUT, "reporter.js");

/** Builds the library as it is published, and both programs as its users would build theirs. */
export function build(): void {
  execFileSync(process.execPath, [join(ROOT, "scripts/build.mjs")], { stdio: "inherit" });
  mkdirSync(OUT, { recursive: true });
  for (const name of ["library-topology", "l1-topology", "shared-circuit", "overview", "reporter"]) {
    const { outputText } = ts.transpileModule(readFileSync(join(__dirname, `${name}.ts`), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
    });
    writeFileSync(join(OUT, `${name}.js`), outputText);
  }
  writeFileSync(join(OUT, "user-data.txt"), nvaUserData(NVA));
  writeFileSync(join(OUT, "change.txt"), nvaChangeScript(NVA));
}

/** Finished but for the addresses. */
const NVA: NvaUserDataOptions = {
  hostname: "@HOSTNAME@",
  asn: 65001,
  privateIpAddress: "@ADDRESS@",
  adminSources: ["@ADMINS@"],
  subnetGateway: "@GATEWAY@",
  routeServerSubnet: "@ROUTE_SERVER_SUBNET@",
  routeServerIps: ["@PEER_0@", "@PEER_1@"],
};
