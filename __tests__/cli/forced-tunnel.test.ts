import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BuiltCommand } from "../support/command";

/* The command itself, as a process of its own in a folder of its own: what it prints where, how it ends, what it leaves behind. */

const ROOT = join(__dirname, "../..");
const TSX = require.resolve("tsx");
const CDKTF = JSON.stringify(require.resolve("cdktf"));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let command: BuiltCommand;
let folder: string;
let temporary: string;

beforeAll(() => {
  command = new BuiltCommand();
});

afterAll(() => command.remove());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-test-"));
  temporary = join(folder, "tmp");
  mkdirSync(temporary);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** In a process group of its own, as a shell would start it. */
const start = (...args: readonly string[]): ChildProcess => startWith({}, ...args);

function startWith({ env, ...options }: SpawnOptions, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [command.file, ...args], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1", ...env },
  });
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data) => (stdout += String(data)));
  child.stderr?.on("data", (data) => (stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

const forcedTunnel = (...args: readonly string[]): Promise<Ended> => ended(start(...args));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** An app in plain JavaScript; `body` stands between the making of `stack` and the synthesis. */
function writeApp(body: string): void {
  write("cdktf.json", JSON.stringify({ language: "typescript", app: "node app.js" }));
  write(
    "app.js",
    `const { Annotations, App, TerraformElement, TerraformOutput, TerraformStack } = require(${CDKTF});
     const app = new App();
     const stack = new TerraformStack(app, "made");
     ${body}
     app.synth();`,
  );
}

interface Made {
  readonly dependencies?: readonly string[];
  readonly variables?: readonly string[];
}

/** An app that writes what cdktf would write, in a fraction of the time. */
function writeJsonApp(stacks: Readonly<Record<string, Made>>, afterwards = ""): void {
  write("cdktf.json", JSON.stringify({ app: "node app.js" }));
  write(
    "app.js",
    `const { mkdirSync, writeFileSync } = require("node:fs");
     const out = process.env.CDKTF_OUTDIR;
     const stacks = {};
     for (const [name, { dependencies = [], variables = [] }] of Object.entries(${JSON.stringify(stacks)})) {
       stacks[name] = { name, dependencies, annotations: [], synthesizedStackPath: "stacks/" + name + "/cdk.tf.json" };
       mkdirSync(out + "/stacks/" + name, { recursive: true });
       const variable = Object.fromEntries(variables.map((key) => [key, {}]));
       writeFileSync(out + "/" + stacks[name].synthesizedStackPath, JSON.stringify({ variable }));
     }
     writeFileSync(out + "/manifest.json", JSON.stringify({ stacks }));
     ${afterwards}`,
  );
}

/**
 * A mistake of the user's: nothing on stdout, and what was got, what is wanted and what mends it on stderr, a line
 * each.
 */
async function expectRefused(child: ChildProcess, sentence: string, got: string): Promise<void> {
  const { code, stdout, stderr } = await ended(child);
  const [first, ...lines] = stderr.split("\n");
  expect({ code, stdout, first }).toEqual({ code: 2, stdout: "", first: `error: ${sentence}` });
  expect(lines).toEqual([
    expect.stringMatching(`^  got   ${got}$`),
    expect.stringMatching(/^ {2}want {2}./),
    expect.stringMatching(/^ {2}fix {3}./),
    "",
  ]);
}

/** Every file below a folder, with what is in it. */
function contents(below: string): Record<string, string> {
  const files = readdirSync(below, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(below, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(below, name), "utf8")]));
}

/** Whether a process runs; one that has ended and that nobody has asked for is still listed. */
const runs = (pid: number): boolean =>
  spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" })
    .stdout.trim()
    .replace(/^Z.*/, "") !== "";

const leftBehind = (): string[] => readdirSync(temporary).filter((name) => name.startsWith("forced-tunnel-"));

describe("forced-tunnel", () => {
  test("--help lists the commands on stdout", async () => {
    const { code, stdout, stderr } = await forcedTunnel("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: forced-tunnel /);
    expect(stdout).toMatch(/^ {2}synth \[options\]/m);
  });

  test("--version prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(await forcedTunnel("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("synth --help has an example that can be pasted", async () => {
    const { code, stdout } = await forcedTunnel("synth", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain('npx forced-tunnel synth --app "node main.js" --output cdktf.out');
  });

  test.each([
    [["synth", "--ouput", "x"], "error: unknown option '--ouput'\n(Did you mean --output?)\n"],
    [["synht"], "error: unknown command 'synht'\n(Did you mean synth?)\n"],
  ])("%j is refused with a suggestion", async (args, message) => {
    expect(await forcedTunnel(...args)).toEqual({ code: 2, stdout: "", stderr: message });
  });

  test("a folder without an app is refused", async () => {
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: this folder has no app to run\n {2}got .*cdktf\.json.*\n {2}fix .*--app/);
  });

  test.each([
    ["a comment", '{\n  // the app\n  "app": "true"\n}', "cdktf.json is not valid JSON", ".*JSON.*"],
    ["null", "null", "cdktf.json is not a JSON object", "null"],
    ["an array", "[]", "cdktf.json is not a JSON object", "\\[\\]"],
    ["an app that is a number", '{ "app": 5 }', '"app" in cdktf.json must be a string', "5"],
    ["an output that is a number", '{ "app": "true", "output": 7 }', '"output" in cdktf.json must be a string', "7"],
  ])("cdktf.json with %s is refused", async (_, text, sentence, got) => {
    write("cdktf.json", text);
    await expectRefused(start("synth"), sentence, got);
  });

  test("a cdktf.json that is a folder is refused", async () => {
    mkdirSync(join(folder, "cdktf.json"));
    await expectRefused(start("synth"), "cdktf.json cannot be read", "EISDIR.*");
  });

  test("a cdktf.json with a byte order mark is read", async () => {
    write("cdktf.json", '\uFEFF{ "app": "exit 3" }');
    expect((await forcedTunnel("synth")).stderr).toContain("error: the app failed (exit code 3)");
  });

  test.each([
    ["a file", "app.js", ".*app\\.js is a file"],
    ["below a file", "app.js/below", ".*app\\.js is a file"],
    ["no name", "", "an empty name"],
  ])("an output that is %s is refused", async (_, output, got) => {
    writeJsonApp({ made: {} });
    await expectRefused(start("synth", "--output", output), `cannot write the Terraform to "${output}"`, got);
    expect(leftBehind()).toEqual([]);
  });

  test("an output folder without write permission is refused", async () => {
    writeJsonApp({ made: {} });
    mkdirSync(join(folder, "cdktf.out"));
    chmodSync(join(folder, "cdktf.out"), 0o555);
    // Root may write to any folder: the test is somebody else then, who may read the folder of the test.
    chmodSync(folder, 0o755);
    chmodSync(temporary, 0o777);
    const child = startWith(process.getuid?.() === 0 ? { uid: 65_534 } : {}, "synth");
    await expectRefused(child, 'cannot write the Terraform to "cdktf.out"', "EACCES.*");
  });

  test("a file in place of a folder is refused", async () => {
    writeJsonApp({ made: {} });
    mkdirSync(join(folder, "cdktf.out"));
    write("cdktf.out/stacks", "");
    await expectRefused(start("synth"), 'cannot write the Terraform to "cdktf.out"', ".*stacks.*");
  });

  test("a missing TMPDIR is refused", async () => {
    writeJsonApp({ made: {} });
    // tsx would make it for its cache.
    const child = startWith({ env: { TMPDIR: join(folder, "missing"), TSX_DISABLE_CACHE: "1" } }, "synth");
    await expectRefused(child, "cannot create a temporary folder", "ENOENT.*missing.*");
  });

  test("an app that fails leaves the existing output unchanged", async () => {
    writeApp("");
    expect((await forcedTunnel("synth")).code).toBe(0);
    const before = contents(join(folder, "cdktf.out"));
    expect(Object.keys(before)).toContain("stacks/made/cdk.tf.json");

    // It fails after the first of two stacks has been written.
    writeApp(`new TerraformOutput(stack, "more", { value: "more" });
      class Broken extends TerraformElement { toTerraform() { throw new Error("broken on purpose"); } }
      new Broken(new TerraformStack(app, "second"), "broken");`);
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("broken on purpose");
    expect(stderr).toContain("error: the app failed (exit code 1); the existing output is unchanged\n");
    expect(contents(join(folder, "cdktf.out"))).toEqual(before);
    expect(leftBehind()).toEqual([]);
  });

  test("an app that writes nothing is an error, and creates no folder", async () => {
    const { code, stdout, stderr } = await forcedTunnel("synth", "--app", "true");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error: the app exited without an error, but wrote no Terraform; see its output above.*\n {2}got .*\n {2}want .*\n {2}fix .*new App\(\{ outdir \}\).*CDKTF_OUTDIR/,
    );
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
    expect(leftBehind()).toEqual([]);
  });

  test("warnings and the output of the app go to stderr, and the answer goes to stdout", async () => {
    writeApp('Annotations.of(stack).addWarning("warning[FT000] mind the gap"); console.log("hello from the app");');
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect(code).toBe(0);
    expect(stderr).toContain("warning[FT000] mind the gap\n");
    expect(stderr).toContain("hello from the app\n");
    expect(stdout).toMatch(/^made: 0 resources -> cdktf\.out\/stacks\/made\/cdk\.tf\.json\n/);
    expect(stdout).not.toMatch(/mind the gap|hello/);
  });

  test("lists the article's topology in at most 100 columns, in the output folder", async () => {
    const { code, stdout, stderr } = await forcedTunnel(
      "synth",
      "--app",
      `node --import ${TSX} ${join(ROOT, "main.ts")}`,
      "--output",
      "elsewhere",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^forced-tunneling: \d+ resources -> elsewhere\/stacks\/forced-tunneling\/cdk\.tf\.json\n/);
    expect(stdout).toMatch(/^ *2 {2}azurerm_virtual_network {2,}vnet-hub00, vnet-hub100$/m);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toMatch(
      /\n {2}tunnelled {2}vm-hub00 as pip-nva100\n {2}exempt {5}vm-jump00 as pip-jump00, vm-nva100 as pip-nva100\n {2}open {7}vm-jump00 tcp\/3389 from .*\n {2}rules {6}\d+ passed.*\nmore .*\n$/,
    );
    expect(existsSync(join(folder, "elsewhere/stacks/forced-tunneling/cdk.tf.json"))).toBe(true);
    expect(leftBehind()).toEqual([]);
  });

  test("several stacks are listed in deployment order, with folders quoted for a shell", async () => {
    writeJsonApp({ client: { dependencies: ["hub", "spoke"] }, spoke: { dependencies: ["hub"] }, hub: {} });
    const { code, stdout } = await forcedTunnel("synth", "--output", "it's größer");
    expect(code).toBe(0);
    const step = (name: string): string =>
      ["init", "apply"].map((what) => `terraform -chdir='it'\\''s größer/stacks/${name}' ${what}`).join(" && ");
    expect(stdout).toContain(`next  ${step("hub")}\n      ${step("spoke")}\n      ${step("client")}\nmore `);
  });

  test("the next steps of one stack are init and plan", async () => {
    writeJsonApp({ größer: {} });
    const { stdout } = await forcedTunnel("synth");
    const call = "terraform -chdir=cdktf.out/stacks/größer";
    expect(stdout).toContain(`next  ${call} init\n      ${call} plan\nmore `);
  });

  test("a stack of an earlier run is kept, and noted once", async () => {
    writeJsonApp({ made: {}, network: {} });
    expect((await forcedTunnel("synth")).stderr).toBe("");
    writeJsonApp({ made: {} });
    const { code, stderr } = await forcedTunnel("synth");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "note  stacks/network is from an earlier run; no stack has that name now\n",
    });
    expect(existsSync(join(folder, "cdktf.out/stacks/network/cdk.tf.json"))).toBe(true);
  });

  test("verdicts that cannot be computed are a note, and the Terraform is written", async () => {
    writeJsonApp({ made: {} });
    write("forced-tunnel.json", "{");
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /^note {2}the verdicts could not be computed: error: forced-tunnel\.json is not valid JSON .*\n$/,
      ),
    });
    expect(stdout).toMatch(/\nmore .*\n$/);
  });

  test("an unreadable earlier manifest is overwritten", async () => {
    writeJsonApp({ made: {} });
    mkdirSync(join(folder, "cdktf.out"));
    write("cdktf.out/manifest.json", "{");
    const { code, stderr } = await forcedTunnel("synth");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  describe("a signal leaves the existing output, and no process or temporary folder", () => {
    /**
     * Writes half of its work, its process id into the file "started", and waits; `onSignal` is what it does at SIGINT
     * and SIGTERM, and `shell` comes first in the shell between.
     */
    function writeWaitingApp(onSignal = "", shell = ""): void {
      mkdirSync(join(folder, "cdktf.out"));
      write("cdktf.out/before", "");
      // A shell stays between: its end alone would leave the app.
      write("cdktf.json", JSON.stringify({ app: `${shell}node app.js; exit $?` }));
      write(
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
      for (let waited = 0; !existsSync(join(folder, name)) && waited < 400; waited++) await sleep(25);
      expect(existsSync(join(folder, name))).toBe(true);
    }

    async function expectNothingLeft(): Promise<void> {
      expect(Object.keys(contents(join(folder, "cdktf.out")))).toEqual(["before"]);
      expect(leftBehind()).toEqual([]);
      const app = Number(readFileSync(join(folder, "started"), "utf8"));
      for (let waited = 0; runs(app) && waited < 40; waited++) await sleep(25);
      expect(runs(app)).toBe(false);
    }

    test.each([
      ["Ctrl-C", "to the group", "SIGINT", 130],
      ["SIGTERM", "to the command alone", "SIGTERM", 143],
      ["SIGHUP", "to the command alone", "SIGHUP", 129],
    ] as const)("%s %s", async (_, to, signal, code) => {
      writeWaitingApp();
      const child = start("synth");
      const end = ended(child);
      await until("started");
      expect(leftBehind()).toHaveLength(1);
      const sent = Date.now();
      process.kill(to === "to the group" ? -child.pid! : child.pid!, signal);
      expect(await end).toEqual({ code, stdout: "", stderr: "" });
      expect(Date.now() - sent).toBeLessThan(1500);
      await expectNothingLeft();
    });

    test("an app that cleans up on a signal is awaited, and its exit code 0 is not a success", async () => {
      writeWaitingApp('setTimeout(() => { console.log("tidied up"); process.exit(0); }, 200)');
      const child = start("synth");
      const end = ended(child);
      await until("started");
      child.kill("SIGINT");
      expect(await end).toEqual({ code: 130, stdout: "", stderr: "tidied up\n" });
      await expectNothingLeft();
    });

    test("a second Ctrl-C ends an app that ignores the first, without the 2 s that the first one leaves it", async () => {
      // The shell ignores the signal, too: its end would end the command.
      writeWaitingApp('require("node:fs").writeFileSync("heard", "")', "trap : INT; ");
      const child = start("synth");
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
      const child = start("synth");
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
    writeJsonApp({ made: { variables } });
    const child = start("synth");
    const end = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    await new Promise((resolve) => child.stdout!.once("readable", resolve));
    child.kill("SIGTERM");
    expect(await end).toBe(143);
    child.stdout!.destroy();
    expect(leftBehind()).toEqual([]);
  });
});
