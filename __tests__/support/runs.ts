const isFullRun = process.env.TEST_RUNS === "full";

/** How many random cases a test tries: few in `npm test`, many in `npm run test:all`, which CI runs. */
export const runs = (few: number, many: number): number => (isFullRun ? many : few);
