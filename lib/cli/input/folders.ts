import { accessSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { oneLine, UserError } from "./user-error";

/** Creates the temporary folder that the app writes to. */
export function makeTemporary(): string {
  try {
    return mkdtempSync(join(tmpdir(), "forced-tunnel-"));
  } catch (error) {
    throw new UserError(
      {
        text: "cannot create a temporary folder",
        got: oneLine(error),
        want: "a TMPDIR that you can write to",
        fix: "TMPDIR=/tmp npx forced-tunnel synth",
      },
      2,
    );
  }
}

/** Refuses a folder that cannot be written to before the app is run, which may take long. */
export function checkOutput(output: string): void {
  if (output === "") throw cannotWrite(output, "an empty name");
  let there = resolve(output);
  while (!existsSync(there)) there = dirname(there);
  if (!statSync(there).isDirectory()) throw cannotWrite(output, `${there} is a file`);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw cannotWrite(output, oneLine(error));
  }
}

/** Makes a folder and those above it. Node's own recursive way does not end where the system refuses, as below /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/**
 * Copies what the app made. What the system refuses only now is the user's to mend, too: a full disk, a file where a
 * folder belongs.
 */
export function copyTo(output: string, from: string): void {
  try {
    makeFolder(output);
    cpSync(from, output, { recursive: true });
  } catch (error) {
    throw cannotWrite(output, oneLine(error));
  }
}

const cannotWrite = (output: string, got: string): UserError =>
  new UserError(
    {
      text: `cannot write the Terraform to "${output}"`,
      got,
      want: "a folder that you can write to, or the name of a new one",
      fix: "npx forced-tunnel synth --output another-folder",
    },
    2,
  );
