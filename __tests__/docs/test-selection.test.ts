import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Selection {
  readonly testPathIgnorePatterns: readonly string[];
}

const ROOT = join(__dirname, "../..");
const FILES = readdirSync(join(ROOT, "__tests__"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".test.ts"),
);

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const nameOf = (file: string): string => file.replace(/\.test\.ts$/, "");

/** Test files that a configuration of Jest leaves out, without their ending. */
function leftOut(configuration: string): string[] {
  const { testPathIgnorePatterns } = jest.requireActual<Selection>(join(ROOT, configuration));
  const patterns = testPathIgnorePatterns.map((pattern) => new RegExp(pattern));
  return FILES.filter((file) => patterns.some((pattern) => pattern.test(`/__tests__/${file}`)))
    .map(nameOf)
    .sort();
}

describe("what a run of the tests leaves out", () => {
  test("README names each file that `npm test` leaves out", () => {
    const [, sentence = ""] =
      /`npm test` leaves out the slow tests[^(]*\(([^)]*)\)/.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
    const named = [...sentence.matchAll(/`([^`]+)`/g)].map(([, file]) => file).sort();
    expect(leftOut("jest.config.js")).toEqual(named);
  });

  test("`npm run test:all` leaves out the lab only, which has a run of its own", () => {
    expect(leftOut("jest.full.config.js")).toEqual(
      FILES.filter((file) => file.startsWith("lab/"))
        .map(nameOf)
        .sort(),
    );
    expect(leftOut("jest.full.config.js").length).toBeGreaterThan(0);
    expect(scripts["test:lab"]).toMatch(/ __tests__\/lab$/);
  });

  test("CI runs `npm run test:all`, and that uses the full configuration", () => {
    expect(scripts["test:all"]).toBe("jest --config jest.full.config.js");
    expect(readFileSync(join(ROOT, ".ci/run"), "utf8")).toMatch(/npm run (--silent )?test:all/);
  });
});
