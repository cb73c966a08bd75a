// Every test, every random one with its full number of cases, for CI: `npm run test:all`. Workers inherit the variable.
process.env.TEST_RUNS = "full";

// Those with whole machines run one after the other, in a run of their own: `npm run test:lab`.
module.exports = { ...require("./jest.config.js"), testPathIgnorePatterns: ["/node_modules/", "/__tests__/lab/"] };
