/**
 * Tests with real FRR, namespaces, machines, cloud-init, Terraform, HTTPS servers and a browser: `npm run test:all` runs
 * them, and so does CI.
 */
const SLOW = [
  "/__tests__/analysis/bgp/real-frr-relay\\.test\\.ts$",
  "/__tests__/analysis/guest/frr/real-frr\\.test\\.ts$",
  "/__tests__/drawing/page/browser/app\\.test\\.ts$",
  "/__tests__/lab/.*\\.test\\.ts$",
  "/__tests__/docs/example-pages\\.test\\.ts$",
  "/__tests__/constructs/internal/egress-script\\.test\\.ts$",
  "/__tests__/nva/change\\.test\\.ts$",
  "/__tests__/nva/network\\.test\\.ts$",
  "/__tests__/nva/real-tools\\.test\\.ts$",
  "/__tests__/nva/services\\.test\\.ts$",
  "/__tests__/scenarios/creation-order\\.test\\.ts$",
  "/__tests__/scenarios/egress-verdict\\.test\\.ts$",
  "/__tests__/scenarios/repeatable-run-command\\.test\\.ts$",
];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // lib too, so that a file no test loads counts as uncovered.
  roots: ["<rootDir>/__tests__", "<rootDir>/lib"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...SLOW],
  globalSetup: "<rootDir>/__tests__/support/temporary-folder.ts",
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
    "/unbash/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }],
  },
  // Published as an ES module only.
  transformIgnorePatterns: ["/node_modules/(?!unbash/)"],
  moduleNameMapper: { "^\\./(.+/)?stack-trace$": "<rootDir>/__tests__/support/no-stack-trace.ts" },
  moduleFileExtensions: ["ts", "js", "json"],
  // The command is tested as a process of its own, the page's script in a browser, and the lab in a run of its own.
  collectCoverageFrom: ["lib/**/*.ts", "!lib/cli/**", "!lib/drawing/page/browser/**", "!lib/lab/**"],
  coverageReporters: [["text", { skipFull: true }]],
  // What is read there was written by strangers: many branches are for what nobody has seen yet.
  coverageThreshold: {
    global: { branches: 95 },
    "./lib/analysis/": { branches: 82 },
    "./lib/drawing/": { branches: 82 },
  },
  maxWorkers: "100%",
  // cdktf keeps every reference ever made, and with it every app: a worker that has made thousands is replaced.
  workerIdleMemoryLimit: "1GB",
  testTimeout: 60_000,
};
