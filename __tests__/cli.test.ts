import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/* The command itself, as a process of its own in a folder of its own: what it prints where, how it ends, what it leaves behind. */

const ROOT = join(__dirname, "..");
const TSX = require.resolve("tsx");
const CDKTF = JSON.stringify(require.resolve("cdktf"));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-test-"));
  temporary = join(folder, "tmp");
  mkdirSync(temporary);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** In a process group of its own, as a shell would start it. */
function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", TSX, join(ROOT, "lib/cli/forced-tunnel.ts"), ...args], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1" },
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

/** Every file below a folder, with what is in it. */
function contents(below: string): Record<string, string> {
  const files = readdirSync(below, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(below, name)).isFile());
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(below, name), "utf8")]));
}

const leftBehind = (): string[] => readdirSync(temporary).filter((name) => name.startsWith("forced-tunnel-"));

describe("forced-tunnel", () => {
  test("--help says what there is to do, on stdout", async () => {
    const { code, stdout, stderr } = await forcedTunnel("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: forced-tunnel /);
    expect(stdout).toMatch(/^ {2}synth \[options\]/m);
  });

  test("synth --help has an example that can be pasted", async () => {
    const { code, stdout } = await forcedTunnel("synth", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain('npx forced-tunnel synth --app "node main.js" --output cdktf.out');
  });

  test.each([
    [["synth", "--ouput", "x"], "error: unknown option '--ouput'\n(Did you mean --output?)\n"],
    [["synht"], "error: unknown command 'synht'\n(Did you mean synth?)\n"],
  ])("%j is refused with what was probably meant", async (args, message) => {
    expect(await forcedTunnel(...args)).toEqual({ code: 2, stdout: "", stderr: message });
  });

  test("an app that is not named is asked for", async () => {
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: no app to run in this folder\n {2}got .*cdktf\.json.*\n {2}fix .*--app/);
  });

  test("a cdktf.json that is no JSON is named", async () => {
    write("cdktf.json", "{ app: ");
    const { code, stderr } = await forcedTunnel("synth");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: cdktf\.json is no JSON\n/);
  });

  test("an app that fails leaves what was synthesized before as it was, byte for byte", async () => {
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
    expect(stderr).toContain("error: the app failed (exit code 1); what was synthesized before is unchanged\n");
    expect(contents(join(folder, "cdktf.out"))).toEqual(before);
    expect(leftBehind()).toEqual([]);
  });

  test("an app that writes nothing is an error, and makes no folder", async () => {
    const { code, stdout, stderr } = await forcedTunnel("synth", "--app", "true");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: the app wrote no Terraform\n/);
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
    expect(leftBehind()).toEqual([]);
  });

  test("warnings, and what the app prints, go to stderr; the answer goes to stdout", async () => {
    writeApp('Annotations.of(stack).addWarning("warning[FT000] mind the gap"); console.log("hello from the app");');
    const { code, stdout, stderr } = await forcedTunnel("synth");
    expect(code).toBe(0);
    expect(stderr).toContain("warning[FT000] mind the gap\n");
    expect(stderr).toContain("hello from the app\n");
    expect(stdout).toMatch(/^made: 0 resources -> cdktf\.out\/stacks\/made\/cdk\.tf\.json\n/);
    expect(stdout).not.toMatch(/mind the gap|hello/);
  });

  test("the article's topology is listed in at most 100 columns, in the folder asked for", async () => {
    const { code, stdout, stderr } = await forcedTunnel("synth", "--app", `node --import ${TSX} ${join(ROOT, "main.ts")}`, "--output", "elsewhere");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^forced-tunneling: \d+ resources -> elsewhere\/stacks\/forced-tunneling\/cdk\.tf\.json\n/);
    expect(stdout).toMatch(/^ *2 {2}azurerm_virtual_network {2,}vnet-hub00, vnet-hub100$/m);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(existsSync(join(folder, "elsewhere/stacks/forced-tunneling/cdk.tf.json"))).toBe(true);
    expect(leftBehind()).toEqual([]);
  });

  test("Ctrl-C in the middle leaves what was there, and nothing of its own", async () => {
    mkdirSync(join(folder, "cdktf.out/stacks/made"), { recursive: true });
    write("cdktf.out/stacks/made/cdk.tf.json", "{}");
    const before = contents(join(folder, "cdktf.out"));
    writeApp(`const { writeFileSync } = require("node:fs");
      writeFileSync(process.env.CDKTF_OUTDIR + "/half", "half");
      writeFileSync("started", "");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);`);
    const child = start("synth");
    const end = ended(child);
    for (let waited = 0; !existsSync(join(folder, "started")) && waited < 200; waited++) await sleep(50);
    expect(leftBehind()).toHaveLength(1);
    process.kill(-child.pid!, "SIGINT");
    expect(await end).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(contents(join(folder, "cdktf.out"))).toEqual(before);
    expect(leftBehind()).toEqual([]);
  });
});
