/** The tests that mutants of one room meet (stryker.config.mjs): files or folders of __tests__/analysis. */
const tests = (process.env.MUTATION_TESTS ?? "").split(" ");

module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/__tests__/analysis"],
  testMatch: tests.map((test) => `<rootDir>/__tests__/analysis/${test}`),
};
