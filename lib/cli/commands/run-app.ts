import { spawn } from "node:child_process";
import { constants } from "node:os";
import { UserError } from "../input/user-error";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How long an app may tidy up after a signal. */
const GRACE_MS = 2000;
/** Windows knows no process groups, and opens a window for a detached child. */
const GROUPS = process.platform !== "win32";

/**
 * Runs the app as cdktf's own command does: through a shell, with CDKTF_OUTDIR. What it prints is not the answer.
 *
 * From here on a signal ends the whole command: while the app runs it is passed on, and the app's end is waited for,
 * because an app that still writes would write into a folder that is being removed.
 */
export function runApp(app: string, outdir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own: a signal to the shell alone would leave what the shell has started.
    const child = spawn(app, {
      shell: true,
      detached: GROUPS,
      stdio: ["ignore", process.stderr, process.stderr],
      env: { ...process.env, CDKTF_OUTDIR: outdir },
    });
    const pass = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(GROUPS ? -child.pid : child.pid, signal);
      } catch {
        // Nothing of it is left.
      }
    };
    let state: "running" | "interrupted" | "ended" = "running";
    const onSignal = (signal: (typeof SIGNALS)[number]): void => {
      const exit = (): never => process.exit(128 + constants.signals[signal]);
      const kill = (): never => {
        pass("SIGKILL");
        return exit();
      };
      if (state === "ended") exit();
      // Whoever asks twice does not want to wait.
      if (state === "interrupted") kill();
      state = "interrupted";
      pass(signal);
      child.once("close", kill);
      setTimeout(kill, GRACE_MS);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    child.once("error", reject);
    child.once("close", (code) => {
      if (state === "interrupted") return;
      state = "ended";
      if (code === 0) resolve();
      else
        reject(
          new UserError(
            {
              text: `the app failed (exit code ${code ?? "none"}); the existing output is unchanged`,
              more: `app: ${app}`,
            },
            1,
          ),
        );
    });
  });
}
