import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useCommandFolder } from "./command-folder";

const folder = useCommandFolder();

test("--help lists the commands on stdout", async () => {
  const { code, stdout, stderr } = await folder.current.run("--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: forced-tunnel /);
  expect(stdout).toMatch(/^ {2}synth \[options\]/m);
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  expect(await folder.current.run("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("synth --help has an example that can be pasted", async () => {
  const { code, stdout } = await folder.current.run("synth", "--help");
  expect(code).toBe(0);
  expect(stdout).toContain('npx forced-tunnel synth --app "node main.js" --output cdktf.out');
});

test.each([
  [["synth", "--ouput", "x"], "error: unknown option '--ouput'\n(Did you mean --output?)\n"],
  [["synht"], "error: unknown command 'synht'\n(Did you mean synth?)\n"],
])("%j is refused with a suggestion", async (args, message) => {
  expect(await folder.current.run(...args)).toEqual({ code: 2, stdout: "", stderr: message });
});
