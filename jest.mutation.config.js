/** The fast tests of the functions that decide, for mutation tests (stryker.config.mjs). */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/__tests__"],
  testMatch: [
    "**/analysis/{unknown,bgp,routes}/**/*.test.ts",
    "**/analysis/guest/packet-filter/packets.test.ts",
    "**/scenarios/known-answers*.test.ts",
  ],
};
