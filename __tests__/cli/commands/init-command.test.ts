import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { exampleNames, exampleText, EXPECTATIONS } from "../../../lib/cli/input/app-examples";
import { newAppFiles } from "../../../lib/cli/render/new-app";
import { contents, ended, useCommandFolder } from "../command-folder";

const ROOT = join(__dirname, "../../..");
const own = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const FILES = [".gitignore", "cdktf.json", "main.test.ts", "main.ts", "package.json", "tsconfig.json"];

const folder = useCommandFolder();
const made = (name: string): Record<string, string> => contents(join(folder.current.path, name));

/** What the files of an example are made from. */
const appOf = (name: string, isModule = false) => ({
  name: "app",
  projectId: "0",
  example: exampleText(name),
  expectations: EXPECTATIONS[name] ?? [],
  isModule,
  library: String(own.name),
  dependencies: {},
  devDependencies: {},
});

test("an app gets its files, and the next steps are printed", async () => {
  folder.current.write("library.tgz", "");
  const { code, stdout, stderr } = await folder.current.run("init", "My App", "--package", "library.tgz");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    "My App: package.json, tsconfig.json, cdktf.json, main.ts, main.test.ts, .gitignore\n" +
      "next  cd 'My App' && npm install\n" +
      "      npm start    synthesizes the app; deploys nothing\n" +
      "      npm test\n" +
      "cdktf-azure-forced-tunneling comes from file:../library.tgz\n",
  );
  const files = made("My App");
  expect(Object.keys(files)).toEqual(FILES);
  expect(JSON.parse(files["package.json"]!)).toMatchObject({
    name: "my-app",
    private: true,
    type: "commonjs",
    dependencies: { ...own.peerDependencies, [own.name]: "file:../library.tgz" },
    devDependencies: { jest: own.devDependencies.jest, typescript: own.devDependencies.typescript },
  });
  expect(files["main.ts"]).toMatch(/^\/\*\n \* Forced tunnelling without a circuit/);
  expect(files["main.test.ts"]).toContain('toTunnel("vm-hub00", { through: "vm-nva100" })');
});

test("the folder may exist, and have other files", async () => {
  folder.current.write("README.md", "mine");
  const { code, stdout } = await folder.current.run("init", "--package", "0.1.0", "--example", "two-regions");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\.: package\.json.*\nnext {2}npm install\n/);
  expect(readFileSync(join(folder.current.path, "README.md"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder.current.path, "main.test.ts"), "utf8")).toContain(
    'toTunnel("vm-hub10", { through: "vm-nva110" })',
  );
});

test("files that exist are named, and nothing is written", async () => {
  mkdirSync(join(folder.current.path, "app"));
  folder.current.write("app/main.ts", "mine");
  folder.current.write("app/cdktf.json", "{}");
  expect(await folder.current.run("init", "app", "--package", "0.1.0")).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "error: files of the new app exist already; nothing was written\n" +
      "  got   app/cdktf.json, app/main.ts\n" +
      "  want  a folder without these files, or the name of a new one\n" +
      "  fix   npx forced-tunnel init app/my-app\n",
  });
  expect(made("app")).toEqual({ "main.ts": "mine", "cdktf.json": "{}" });
});

test.each([
  ["a file", "file", "a file"],
  ["below a file", "file/app", "a file where a folder is expected"],
])("a folder that is %s is refused", async (_, name, got) => {
  folder.current.write("file", "");
  const { code, stdout, stderr } = await folder.current.run("init", name, "--package", "0.1.0");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(`error: cannot create an app in "${name}"\n  got   ${got}\n  want  a folder`);
});

(process.platform === "linux" ? test : test.skip)("a folder below /proc is refused, at once", async () => {
  const { code, stderr } = await folder.current.run("init", "/proc/self/new/app", "--package", "0.1.0");
  expect(code).toBe(2);
  expect(stderr).toContain('error: cannot create an app in "/proc/self/new/app"');
});

test("a folder without write permission is refused", async () => {
  mkdirSync(join(folder.current.path, "locked"), { mode: 0o555 });
  chmodSync(folder.current.path, 0o755);
  const child = folder.current.startWith(
    process.getuid?.() === 0 ? { uid: 65_534 } : {},
    ...["init", "locked", "--package", "0.1.0"],
  );
  expect(await ended(child)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error: cannot create an app in "locked"\n {2}got {3}no permission\n/),
  });
  expect(readdirSync(join(folder.current.path, "locked"))).toEqual([]);
});

test.each([
  ["a tarball that does not exist", "none.tgz", "no such file"],
  ["a file: that does not exist", "file:../none.tgz", "no such file"],
  ["a folder", ".", "a folder: npm would link it, and cdktf would be loaded twice"],
  ["an empty text", "", "an empty text"],
])("--package with %s is refused, and nothing is written", async (_, source, got) => {
  const { code, stderr } = await folder.current.run("init", "app", "--package", source);
  expect(code).toBe(2);
  expect(stderr).toMatch(`error: the package cannot be installed from "${source}"\n  got   ${got}\n  want  a tarball`);
  expect(existsSync(join(folder.current.path, "app"))).toBe(false);
});

test.each(["^0.1.0", "https://example.com/library-0.1.0.tgz"])("--package %s is taken as it is", async (source) => {
  await folder.current.run("init", "app", "--package", source);
  expect(JSON.parse(made("app")["package.json"]!).dependencies[own.name]).toBe(source);
});

test("without --package, a clone is told to pack the package", async () => {
  const { code, stderr } = await folder.current.run("init", "app");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: where the new app gets this package from is not known; it is not on npm yet\n/);
  expect(stderr).toContain(
    `fix   npm pack && npx forced-tunnel init my-app --package ./cdktf-azure-forced-tunneling-${own.version}.tgz\n`,
  );
});

test("an unknown example is refused with the names of all", async () => {
  const { code, stderr } = await folder.current.run("init", "app", "--example", "nocircuit");
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error: option '--example <name>' argument 'nocircuit' is invalid\. .*no-circuit.*two-stacks/,
  );
});

test("--help has one line about each example", async () => {
  const { stdout } = await folder.current.run("init", "--help");
  for (const name of exampleNames()) expect(stdout).toMatch(new RegExp(`^  ${name} +[A-Z].*[.]$`, "m"));
});

test("each app is CommonJS or ECMAScript modules as asked, and its library is the package", () => {
  expect(exampleNames()).toContain("no-circuit");
  for (const name of exampleNames()) {
    for (const isModule of [false, true]) {
      const files = newAppFiles(appOf(name, isModule));
      const imported = ts.preProcessFile(files["main.ts"]!).importedFiles.map(({ fileName }) => fileName);
      const isRight = (path: string): boolean =>
        ["cdktf", own.name].includes(path) ||
        (isModule ? /^@cdktf\/.+\/index\.js$/ : /^@cdktf\/provider-\w+\/lib\/[\w-]+$/).test(path);
      expect({ name, wrong: imported.filter((path) => !isRight(path)) }).toEqual({ name, wrong: [] });
      expect(imported).toContain(own.name);
    }
  }
});
