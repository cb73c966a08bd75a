/** The tests that mutants of one room meet (stryker.config.mjs): files or folders of __tests__/analysis, or cases. */
const tests = (process.env.MUTATION_TESTS ?? "").split(" ");

module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/__tests__"],
  testMatch: tests.map((test) => `<rootDir>/__tests__/${test.startsWith("cases/") ? test : `analysis/${test}`}`),
};
