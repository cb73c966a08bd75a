/** Mutation tests of the functions that decide: `npm run mutation`, or `npm run mutation -- --mutate FILE`. */
export default {
  testRunner: "jest",
  jest: { configFile: "jest.mutation.config.js", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  mutate: [
    "lib/analysis/unknown/*.ts",
    "lib/analysis/bgp/decision.ts",
    "lib/analysis/bgp/link.ts",
    "lib/analysis/bgp/links/*.ts",
    "lib/analysis/bgp/session*.ts",
    "lib/analysis/routes/*.ts",
    "lib/analysis/guest/packet-filter/packets.ts",
  ],
  // Texts for people are held by tests of their own: a changed word is not a changed decision.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["dist", "coverage", "cdktf.out"],
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: ".stryker-tmp",
};
