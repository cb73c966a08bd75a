import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { ForcedTunnelingError, violationsOf } from "../../lib/index";
import { article, forgetTokens } from "../support/apps";
import { changesWith, mistakes, PLACES } from "../support/invalid-props";

// cdktf takes a whole stack trace for every token, and Jest maps each line of it: a hundred seconds in ten thousand
// topologies.
jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({ captureStackTrace: () => [] }));

const outdir = mkdtempSync(join(tmpdir(), "invalid-props-"));
process.env.CDKTF_OUTDIR = outdir;
mkdirSync(join(outdir, "stacks", "main"), { recursive: true });
writeFileSync(join(outdir, "stacks", "main", "cdk.tf.json"), '{"from": "an earlier run"}');
writeFileSync(join(outdir, "manifest.json"), "{}");
afterAll(() => rmSync(outdir, { recursive: true }));

/** Every file with its content and time. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (file) => `${file} ${createHash("sha256").update(readFileSync(file)).digest("hex")} ${statSync(file).mtimeMs}`,
    );
}

test("10,000 of 10,000 random mistakes are rejected: the rule, the prop, what came, what is wanted, the fix; and no file is written or changed", () => {
  const before = files(outdir);
  let rejected = 0;
  fc.assert(
    fc.property(mistakes, ({ construct, prop, value, rules }) => {
      const { app, stack } = article(changesWith(construct, prop, value));
      const errors = violationsOf(stack).filter(({ rule }) => rule.severity === "error");
      expect(errors.map(({ rule }) => rule.id)).toContainEqual(
        expect.stringMatching(new RegExp(`^(${rules.join("|")})$`)),
      );
      // A whole synthesis takes twice as long as its rules: every tenth.
      if (rejected % 10 === 0) expect(() => app.synth()).toThrow(new RegExp(`error\\[(${rules.join("|")})\\]`));
      for (const { at, sentence, got, want, fix } of errors) {
        expect([at.path, at.prop, sentence, got, want, fix].every((part) => part.trim().length > 0)).toBe(true);
        expect(at.path).toMatch(/^main\/(hub00|hub100|nva100|circuit)/);
      }
      rejected += 1;
      forgetTokens();
    }),
    { numRuns: 10_000, seed: 20_260_501 },
  );
  expect(rejected).toBe(10_000);
  expect(files(outdir)).toEqual(before);
});

test("whatever value comes in whatever prop, nothing but a report comes out", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true }),
      ([construct, prop], value) => {
        try {
          violationsOf(article(changesWith(construct, prop, value)).stack);
        } catch (error) {
          expect(error).toBeInstanceOf(ForcedTunnelingError);
        }
        forgetTokens();
      },
    ),
    { numRuns: 1_000, seed: 7 },
  );
});
