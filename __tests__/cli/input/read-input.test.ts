import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInput, splitArguments } from "../../../lib/cli/input/read-input";

let before: string;
let folder: string;

beforeEach(() => {
  before = process.cwd();
  folder = mkdtempSync(join(tmpdir(), "input-test-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** cdktf's own folder. */
function writeStacks(output: string, ...names: readonly string[]): void {
  for (const name of names) write(`${output}/stacks/${name}/cdk.tf.json`, `{"stack":"${name}"}`);
  const stacks = Object.fromEntries(
    names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
  );
  write(`${output}/manifest.json`, JSON.stringify({ stacks }));
}

const names = async (...inputs: readonly string[]): Promise<string[]> =>
  (await readInput(inputs)).map(({ name }) => name);

describe("words", () => {
  test("-, existing files and *.json are input in any position, and anything else is a name", () => {
    mkdirSync(join(folder, "site"));
    expect(splitArguments(["-", "vm-hub00", "plan.json", "site", "vnet-hub00/default"])).toEqual({
      names: ["vm-hub00", "vnet-hub00/default"],
      inputs: ["-", "plan.json", "site"],
    });
  });
});

describe("input", () => {
  test("without a file, reads every stack of the manifest in cdktf.out", async () => {
    writeStacks("cdktf.out", "hub", "site");
    write("cdktf.out/stacks/gone/cdk.tf.json", "{}");
    expect(await names()).toEqual(["cdktf.out/stacks/hub/cdk.tf.json", "cdktf.out/stacks/site/cdk.tf.json"]);
  });

  test("reads the output folder of cdktf.json", async () => {
    write("cdktf.json", '{"app": "x", "output": "made"}');
    writeStacks("made", "hub");
    expect(await names()).toEqual(["made/stacks/hub/cdk.tf.json"]);
  });

  test("a folder with HCL among its JSON is refused: a part of a configuration is another network", async () => {
    write("mixed/net.tf.json", "{}");
    write("mixed/main.tf", "");
    await expect(names("mixed")).rejects.toThrow(/mixed cannot be read[^]*HCL files among the JSON files: main\.tf/);
    expect(await names("mixed/net.tf.json")).toEqual(["mixed/net.tf.json"]);
  });

  test.each([
    ["override.tf.json", "override files"],
    ["nsg_override.tf.json", "override files"],
    ["terraform.tfvars", "values of variables"],
    ["terraform.tfvars.json", "values of variables"],
    ["prod.auto.tfvars", "values of variables"],
  ])("a folder with %s is refused, too: Terraform would read it", async (name, what) => {
    write(`${name}.d/net.tf.json`, "{}");
    write(`${name}.d/${name}`, "{}");
    await expect(names(`${name}.d`)).rejects.toThrow(`${what} among the JSON files: ${name}`);
  });

  test("reads all *.tf.json of a folder, and a file named twice once", async () => {
    write("module/b.tf.json", "{}");
    write("module/a.tf.json", "{}");
    write("module/other.json", "{}");
    expect(await names("module", "./module/a.tf.json")).toEqual(["module/a.tf.json", "module/b.tf.json"]);
  });

  test("keeps the text of the file", async () => {
    write("x.json", '{"ü": 1}');
    expect(await readInput(["x.json"])).toEqual([{ name: "x.json", text: '{"ü": 1}' }]);
  });

  test.each([
    [
      "nothing at all",
      [],
      /^error: no Terraform JSON to read\n {2}got .*cdktf\.out\/stacks.*\n {2}want .*\n {2}fix .*synth/,
    ],
    ["a missing file", ["missing.json"], /^error: missing\.json cannot be read\n {2}got {3}no such file or folder\n/],
    ["an empty folder", ["empty"], /^error: empty cannot be read\n {2}got {3}a folder without \*\.tf\.json files\n/],
    [
      "a binary plan",
      ["x.tfplan"],
      /^error: x\.tfplan is a binary plan\n {2}want {2}JSON\n {2}fix {3}terraform show -json x\.tfplan \| npx forced-tunnel routes -$/,
    ],
    ["Terraform's own language", ["main.tf"], /^error: main\.tf is HCL, which is not supported/],
  ])("%s is refused with a fix", async (_, inputs, message) => {
    mkdirSync(join(folder, "empty"));
    write("x.tfplan", "PK\u0003\u0004binary");
    write("main.tf", 'resource "x" "y" {}');
    await expect(readInput(inputs)).rejects.toThrow(message);
  });
});
