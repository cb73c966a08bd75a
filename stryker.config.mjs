import { readdirSync } from "node:fs";

/** The files of a folder of lib/analysis, by the start of their names. */
const files = (folder, ...starts) =>
  readdirSync(`lib/analysis/${folder}`)
    .filter((name) => name.endsWith(".ts") && (starts.length === 0 || starts.some((start) => name.startsWith(start))))
    .map((name) => `lib/analysis/${folder}/${name}`);

/** The other files of a folder: so that no new one is left out. */
const filesBut = (folder, ...starts) => files(folder).filter((file) => !files(folder, ...starts).includes(file));

/**
 * The functions that decide, and the tests that have to notice a change in them: those of the same room alone, so that
 * each decision is tested where it is made, and a mutant costs a second.
 */
export const ROOMS = [
  { files: files("unknown", "truth", "value", "alternatives"), tests: ["unknown/{truth,value,alternatives}.test.ts"] },
  { files: files("unknown", "scenario", "consistency"), tests: ["unknown/{scenario,consistency,truth}.test.ts"] },
  {
    files: filesBut("unknown", "truth", "value", "alternatives", "scenario", "consistency"),
    tests: ["unknown/{explore,memo}.test.ts"],
  },
  { files: files("bgp", "decision.ts", "link.ts"), tests: ["bgp/{decision,link,propagation}.test.ts"] },
  { files: files("bgp/links"), tests: ["bgp/links/*.test.ts"] },
  { files: files("bgp", "session"), tests: ["bgp/session*.test.ts"] },
  {
    files: files("routes", "system-routes", "user-routes", "effective-table"),
    tests: ["routes/{system-routes,user-routes,effective-table}.test.ts"],
  },
  {
    files: files("routes", "bgp-routes", "learned-routes"),
    tests: ["routes/{bgp-routes,learned-routes}.test.ts"],
  },
  {
    files: filesBut(
      "routes",
      "system-routes",
      "user-routes",
      "effective-table",
      "bgp-routes",
      "learned-routes",
      "hub-routes",
    ),
    tests: ["routes/{routing-state,effective-routes,peer-host-routes}.test.ts"],
  },
  {
    files: files("routes", "hub-routes"),
    tests: ["kinds/virtual-hub-connection.test.ts", "cases/virtual-wan/*.test.ts"],
  },
  { files: files("guest/packet-filter", "packets.ts"), tests: ["guest/packet-filter/packets.test.ts"] },
  {
    files: filesBut("forwarding/nsg", "inbound-gates"),
    tests: ["forwarding/nsg/{choose-rule,evaluate,match,tags}.test.ts", "cases/reports/platform.test.ts"],
  },
  { files: files("forwarding/nsg", "inbound-gates"), tests: ["forwarding/nsg/inbound-gates.test.ts"] },
  { files: files("forwarding", "route.ts"), tests: ["forwarding/route.test.ts"] },
  {
    files: files("forwarding", "walk.ts"),
    tests: ["forwarding/walk.test.ts", "world/unread-resources.test.ts", "cases/virtual-wan/*.test.ts"],
  },
];

/** Options of Stryker: scripts/mutation.mjs runs it for one room at a time. */
export default {
  testRunner: "jest",
  jest: { configFile: "jest.mutation.config.js", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  // Texts for people are held by tests of their own: a changed word is not a changed decision.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["assets", "bench", "cdktf.out", "coverage", "dist", "docs", "examples", "scripts"],
  reporters: ["progress"],
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: ".stryker-tmp",
  allowConsoleColors: false,
};
