// Every test, every random one with its full number of cases, for CI: `npm run test:all`. Workers inherit the variable.
process.env.TEST_RUNS = "full";

module.exports = { ...require("./jest.config.js"), testPathIgnorePatterns: ["/node_modules/"] };
