import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { findingsOf } from "../../../lib/index";
import { article, forgetTokens } from "../apps";
import { runs } from "../runs";
import { withFix } from "./apply-fix";
import { changesWith } from "./changes";
import { mistakesIn, type Mistake } from "./mistakes";
import type { ConstructName } from "./row";

/** How many of the 10,000 mistakes of a full run are made in the props of which construct. */
const SHARE: Readonly<Record<ConstructName, number>> = { hub: 5_500, nva: 2_500, site: 1_400, circuit: 600 };

/** Declares the test that random mistakes in the props of some constructs are rejected, and that no file changes. */
export function testRejectionOfMistakesIn(...constructs: readonly ConstructName[]): void {
  const full = constructs.reduce((sum, construct) => sum + SHARE[construct], 0);
  const count = runs(full / 10, full);
  const outdir = outdirOfEarlierRun();
  afterAll(() => rmSync(outdir, { recursive: true }));

  test(`${count} of ${count} random mistakes are rejected with rule, prop, value, what is valid and fix; no file is written or changed`, () => {
    const before = filesIn(outdir);
    let rejected = 0;
    fc.assert(
      fc.property(mistakesIn(...constructs), (mistake) => {
        // A whole synthesis takes twice as long as its rules: every tenth.
        expectRejected(mistake, rejected % 10 === 0);
        rejected += 1;
        forgetTokens();
      }),
      { numRuns: count, seed: 20_260_501 },
    );
    expect(rejected).toBe(count);
    expect(filesIn(outdir)).toEqual(before);
  });
}

function expectRejected({ construct, prop, value, rules }: Mistake, withSynthesis: boolean): void {
  const changes = changesWith(construct, prop, value);
  const { app, stack } = article(changes);
  const errors = findingsOf(stack);
  expect(errors.map(({ id }) => id)).toEqual([expect.stringMatching(new RegExp(`^(${rules.join("|")})$`))]);
  if (withSynthesis) expect(() => app.synth()).toThrow(new RegExp(`error\\[(${rules.join("|")})\\]`));
  const fixed = withFix(changes, errors[0]!);
  if (fixed && withSynthesis) expect(findingsOf(article(fixed).stack)).toEqual([]);
  for (const { at, text, got, want, fix } of errors) {
    const { path, prop } = at[0]!;
    expect([path, prop, text, got, want, fix].every((part) => part.trim().length > 0)).toBe(true);
    expect(path).toMatch(/^main\/(hub00|hub100|nva100|circuit)/);
  }
}

/** A folder with what an earlier synthesis wrote, to which apps write from now on. */
function outdirOfEarlierRun(): string {
  const outdir = mkdtempSync(join(tmpdir(), "invalid-props-"));
  process.env.CDKTF_OUTDIR = outdir;
  mkdirSync(join(outdir, "stacks", "main"), { recursive: true });
  writeFileSync(join(outdir, "stacks", "main", "cdk.tf.json"), '{"from": "an earlier run"}');
  writeFileSync(join(outdir, "manifest.json"), "{}");
  return outdir;
}

/** Every file with its content and time. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (file) => `${file} ${createHash("sha256").update(readFileSync(file)).digest("hex")} ${statSync(file).mtimeMs}`,
    );
}
