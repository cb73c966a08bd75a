import type { App } from "cdktf";

/**
 * Synthesizes an app; use it in the last line of a `main.ts`. If rules report mistakes, it prints the report to
 * standard error without a stack trace and sets the exit code to 1. In that case nothing is written, and the output of
 * an earlier run remains.
 * @throws whatever is thrown that is not an Error; of an Error, the stack trace is printed.
 */
export function synth(app: App): void {
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${reported(error) ?? error.stack ?? error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * The report, if the error is one of validation. It is printed without cdktf's advice to skip validation: the same
 * mistakes would fail an hour later, at apply.
 */
function reported({ message }: Error): string | undefined {
  return /^(App-level v|V)alidation failed/.test(message)
    ? message.replace(/\s*If you wish to ignore these validations[^]*$/, "")
    : undefined;
}
