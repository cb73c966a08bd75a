import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { contents, ended, useCommandFolder } from "../command-folder";

const ROOT = join(__dirname, "../../..");
const TSX = require.resolve("tsx");
const CDKTF = JSON.stringify(require.resolve("cdktf"));

const folder = useCommandFolder();

/** An app in plain JavaScript; `body` comes after the creation of `stack`, before the synthesis. */
function writeApp(body: string): void {
  folder.current.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node app.js" }));
  folder.current.write(
    "app.js",
    `const { Annotations, App, TerraformElement, TerraformOutput, TerraformStack } = require(${CDKTF});
     const app = new App();
     const stack = new TerraformStack(app, "made");
     ${body}
     app.synth();`,
  );
}

/** Expects an error of the user: nothing on stdout, and got, want and fix on stderr. */
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

test("a folder without an app is refused", async () => {
  const { code, stdout, stderr } = await folder.current.run("synth");
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
  folder.current.write("cdktf.json", text);
  await expectRefused(folder.current.start("synth"), sentence, got);
});

test("a cdktf.json that is a folder is refused", async () => {
  mkdirSync(join(folder.current.path, "cdktf.json"));
  await expectRefused(folder.current.start("synth"), "cdktf.json cannot be read", "EISDIR.*");
});

test("a cdktf.json with a byte order mark is read", async () => {
  folder.current.write("cdktf.json", '\uFEFF{ "app": "exit 3" }');
  expect((await folder.current.run("synth")).stderr).toContain("error: the app failed (exit code 3)");
});

test.each([
  ["a file", "app.js", ".*app\\.js is a file"],
  ["below a file", "app.js/below", ".*app\\.js is a file"],
  ["no name", "", "an empty name"],
])("an output that is %s is refused", async (_, output, got) => {
  folder.current.writeJsonApp({ made: {} });
  await expectRefused(
    folder.current.start("synth", "--output", output),
    `cannot write the Terraform to "${output}"`,
    got,
  );
  expect(folder.current.leftBehind()).toEqual([]);
});

test("an output folder without write permission is refused", async () => {
  folder.current.writeJsonApp({ made: {} });
  mkdirSync(join(folder.current.path, "cdktf.out"));
  chmodSync(join(folder.current.path, "cdktf.out"), 0o555);
  // Root may write to any folder: the test is somebody else then, who may read the folder of the test.
  chmodSync(folder.current.path, 0o755);
  chmodSync(folder.current.temporary, 0o777);
  const child = folder.current.startWith(process.getuid?.() === 0 ? { uid: 65_534 } : {}, "synth");
  await expectRefused(child, 'cannot write the Terraform to "cdktf.out"', "EACCES.*");
});

test("a file in place of a folder is refused", async () => {
  folder.current.writeJsonApp({ made: {} });
  mkdirSync(join(folder.current.path, "cdktf.out"));
  folder.current.write("cdktf.out/stacks", "");
  await expectRefused(folder.current.start("synth"), 'cannot write the Terraform to "cdktf.out"', ".*stacks.*");
});

test("a missing TMPDIR is refused", async () => {
  folder.current.writeJsonApp({ made: {} });
  // tsx would make it for its cache.
  const child = folder.current.startWith(
    { env: { TMPDIR: join(folder.current.path, "missing"), TSX_DISABLE_CACHE: "1" } },
    "synth",
  );
  await expectRefused(child, "cannot create a temporary folder", "ENOENT.*missing.*");
});

test("an app that fails leaves the existing output unchanged", async () => {
  writeApp("");
  expect((await folder.current.run("synth")).code).toBe(0);
  const before = contents(join(folder.current.path, "cdktf.out"));
  expect(Object.keys(before)).toContain("stacks/made/cdk.tf.json");

  // It fails after the first of two stacks has been written.
  writeApp(`new TerraformOutput(stack, "more", { value: "more" });
    class Broken extends TerraformElement { toTerraform() { throw new Error("broken on purpose"); } }
    new Broken(new TerraformStack(app, "second"), "broken");`);
  const { code, stdout, stderr } = await folder.current.run("synth");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("broken on purpose");
  expect(stderr).toContain("error: the app failed (exit code 1); the existing output is unchanged\n");
  expect(contents(join(folder.current.path, "cdktf.out"))).toEqual(before);
  expect(folder.current.leftBehind()).toEqual([]);
});

test("an app that writes nothing is an error, and creates no folder", async () => {
  const { code, stdout, stderr } = await folder.current.run("synth", "--app", "true");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /^error: the app exited without an error, but wrote no Terraform; see its output above.*\n {2}got .*\n {2}want .*\n {2}fix .*new App\(\{ outdir \}\).*CDKTF_OUTDIR/,
  );
  expect(existsSync(join(folder.current.path, "cdktf.out"))).toBe(false);
  expect(folder.current.leftBehind()).toEqual([]);
});

test("warnings and the output of the app go to stderr, and the answer goes to stdout", async () => {
  writeApp('Annotations.of(stack).addWarning("warning[FT000] mind the gap"); console.log("hello from the app");');
  const { code, stdout, stderr } = await folder.current.run("synth");
  expect(code).toBe(0);
  expect(stderr).toContain("warning[FT000] mind the gap\n");
  expect(stderr).toContain("hello from the app\n");
  expect(stdout).toMatch(/^made: 0 resources -> cdktf\.out\/stacks\/made\/cdk\.tf\.json\n/);
  expect(stdout).not.toMatch(/mind the gap|hello/);
});

test("lists the article's topology in at most 100 columns, in the output folder", async () => {
  const { code, stdout, stderr } = await folder.current.run(
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
  expect(existsSync(join(folder.current.path, "elsewhere/stacks/forced-tunneling/cdk.tf.json"))).toBe(true);
  expect(folder.current.leftBehind()).toEqual([]);
});

test("several stacks are listed in deployment order, with folders quoted for a shell", async () => {
  folder.current.writeJsonApp({
    client: { dependencies: ["hub", "spoke"] },
    spoke: { dependencies: ["hub"] },
    hub: {},
  });
  const { code, stdout } = await folder.current.run("synth", "--output", "it's größer");
  expect(code).toBe(0);
  const step = (name: string): string =>
    ["init", "apply"].map((what) => `terraform -chdir='it'\\''s größer/stacks/${name}' ${what}`).join(" && ");
  expect(stdout).toContain(`next  ${step("hub")}\n      ${step("spoke")}\n      ${step("client")}\nmore `);
});

test("the next steps of one stack are init and plan", async () => {
  folder.current.writeJsonApp({ größer: {} });
  const { stdout } = await folder.current.run("synth");
  const call = "terraform -chdir=cdktf.out/stacks/größer";
  expect(stdout).toContain(`next  ${call} init\n      ${call} plan\nmore `);
});

test("a stack of an earlier run is kept, and noted once", async () => {
  folder.current.writeJsonApp({ made: {}, network: {} });
  expect((await folder.current.run("synth")).stderr).toBe("");
  folder.current.writeJsonApp({ made: {} });
  const { code, stderr } = await folder.current.run("synth");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "note  stacks/network is from an earlier run; no stack has that name now\n",
  });
  expect(existsSync(join(folder.current.path, "cdktf.out/stacks/network/cdk.tf.json"))).toBe(true);
});

test("verdicts that cannot be computed are a note, and the Terraform is written", async () => {
  folder.current.writeJsonApp({ made: {} });
  folder.current.write("forced-tunnel.json", "{");
  const { code, stdout, stderr } = await folder.current.run("synth");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /^note {2}the verdicts could not be computed: error: forced-tunnel\.json is not valid JSON .*\n$/,
    ),
  });
  expect(stdout).toMatch(/\nmore .*\n$/);
});

test("an unreadable earlier manifest is overwritten", async () => {
  folder.current.writeJsonApp({ made: {} });
  mkdirSync(join(folder.current.path, "cdktf.out"));
  folder.current.write("cdktf.out/manifest.json", "{");
  const { code, stderr } = await folder.current.run("synth");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
