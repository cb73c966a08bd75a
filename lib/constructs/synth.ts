import type { App } from "cdktf";

/**
 * Synthesizes an app. What is wrong with it is written to standard error as it stands in the report, without a stack
 * trace, and the process will exit with 1: for the last line of a `main.ts`. Nothing is written then, and what an
 * earlier run wrote stays.
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
 * What a report says, if the error is one: cdktf ends it with the advice to skip validation, and what then fails at
 * apply fails an hour later.
 */
function reported({ message }: Error): string | undefined {
  return /^(App-level v|V)alidation failed/.test(message)
    ? message.replace(/\s*If you wish to ignore these validations[^]*$/, "")
    : undefined;
}
