import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { contents, ended, useCommandFolder } from "../command-folder";

const folder = useCommandFolder();

/** Whether a process runs; a zombie does not. */
const runs = (pid: number): boolean =>
  spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" })
    .stdout.trim()
    .replace(/^Z.*/, "") !== "";

describe("a signal leaves the existing output, and no process or temporary folder", () => {
  /**
   * Writes half of its work, its process id into the file "started", and waits; `onSignal` is what it does at SIGINT
   * and SIGTERM, and `shell` comes first in the shell between.
   */
  function writeWaitingApp(onSignal = "", shell = ""): void {
    mkdirSync(join(folder.current.path, "cdktf.out"));
    folder.current.write("cdktf.out/before", "");
    // A shell stays between: its end alone would leave the app.
    folder.current.write("cdktf.json", JSON.stringify({ app: `${shell}node app.js; exit $?` }));
    folder.current.write(
      "app.js",
      `const { renameSync, writeFileSync } = require("node:fs");
       ${onSignal && `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => { ${onSignal} });`}
       writeFileSync(process.env.CDKTF_OUTDIR + "/half", "half");
       writeFileSync("starting", String(process.pid));
       renameSync("starting", "started");
       setTimeout(() => {}, 30_000);`,
    );
  }

  async function until(name: string): Promise<void> {
    for (let waited = 0; !existsSync(join(folder.current.path, name)) && waited < 400; waited++) await sleep(25);
    expect(existsSync(join(folder.current.path, name))).toBe(true);
  }

  async function expectNothingLeft(): Promise<void> {
    expect(Object.keys(contents(join(folder.current.path, "cdktf.out")))).toEqual(["before"]);
    expect(folder.current.leftBehind()).toEqual([]);
    const app = Number(readFileSync(join(folder.current.path, "started"), "utf8"));
    for (let waited = 0; runs(app) && waited < 40; waited++) await sleep(25);
    expect(runs(app)).toBe(false);
  }

  test.each([
    ["Ctrl-C", "to the group", "SIGINT", 130],
    ["SIGTERM", "to the command alone", "SIGTERM", 143],
    ["SIGHUP", "to the command alone", "SIGHUP", 129],
  ] as const)("%s %s", async (_, to, signal, code) => {
    writeWaitingApp();
    const child = folder.current.start("synth");
    const end = ended(child);
    await until("started");
    expect(folder.current.leftBehind()).toHaveLength(1);
    const sent = Date.now();
    process.kill(to === "to the group" ? -child.pid! : child.pid!, signal);
    expect(await end).toEqual({ code, stdout: "", stderr: "" });
    expect(Date.now() - sent).toBeLessThan(1500);
    await expectNothingLeft();
  });

  test("an app that cleans up on a signal is awaited, and its exit code 0 is not a success", async () => {
    writeWaitingApp('setTimeout(() => { console.log("tidied up"); process.exit(0); }, 200)');
    const child = folder.current.start("synth");
    const end = ended(child);
    await until("started");
    child.kill("SIGINT");
    expect(await end).toEqual({ code: 130, stdout: "", stderr: "tidied up\n" });
    await expectNothingLeft();
  });

  test("a second Ctrl-C ends an app that ignores the first, without the 2 s that the first one leaves it", async () => {
    // The shell ignores the signal, too: its end would end the command.
    writeWaitingApp('require("node:fs").writeFileSync("heard", "")', "trap : INT; ");
    const child = folder.current.start("synth");
    const end = ended(child);
    await until("started");
    child.kill("SIGINT");
    await until("heard");
    const sent = Date.now();
    child.kill("SIGINT");
    expect(await end).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(Date.now() - sent).toBeLessThan(1500);
    await expectNothingLeft();
  });

  test("processes that outlive the shell of the app are ended", async () => {
    writeWaitingApp('require("node:fs").writeFileSync("heard", "")');
    const child = folder.current.start("synth");
    const end = ended(child);
    await until("started");
    child.kill("SIGTERM");
    expect(await end).toEqual({ code: 143, stdout: "", stderr: "" });
    await expectNothingLeft();
  });
});

test("a signal after the end of the app ends the command, even if nobody reads its output", async () => {
  const variables = Array.from(
    { length: 20_000 },
    (_, i) => `a_variable_with_a_name_that_is_long_enough_to_fill_a_pipe_${i}`,
  );
  folder.current.writeJsonApp({ made: { variables } });
  const child = folder.current.start("synth");
  const end = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  await new Promise((resolve) => child.stdout!.once("readable", resolve));
  child.kill("SIGTERM");
  expect(await end).toBe(143);
  child.stdout!.destroy();
  expect(folder.current.leftBehind()).toEqual([]);
});
