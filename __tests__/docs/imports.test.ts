import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { blocks } from "../support/markdown";

const ROOT = join(__dirname, "../..");
const PACKAGE = "cdktf-azure-forced-tunneling";
const [asModule = "", asCommonJs = ""] = blocks("README.md", readFileSync(join(ROOT, "README.md"), "utf8"))
  .filter(({ language }) => language === "js")
  .map(({ text }) => text);
const withoutFile = asModule.replace("/index.js", "");
const wrong = "\nconsole.log(AzurermProvider, new ForcedTunnelingHub(0));\n";

/** Files that are not on disk; one program of all of them, because the types of the provider take seconds to read. */
const TEXTS = new Map(
  Object.entries({
    "form.mjs": asModule,
    "form.cjs": asCommonJs,
    "wrong.mjs": asModule + wrong,
    "wrong.cjs": asCommonJs + wrong,
    "without-file.mjs": withoutFile,
  }).map(([name, text]) => [join(ROOT, name), text]),
);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  lib: ["lib.es2022.d.ts"],
  types: ["node"],
  allowJs: true,
  checkJs: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  baseUrl: ROOT,
  paths: { [PACKAGE]: ["./lib/index.ts"] },
};

const host = ts.createCompilerHost(OPTIONS);
const program = ts.createProgram([...TEXTS.keys()], OPTIONS, {
  ...host,
  fileExists: (file) => TEXTS.has(file) || host.fileExists(file),
  readFile: (file) => TEXTS.get(file) ?? host.readFile(file),
  getSourceFile: (file, options, ...rest) => {
    const text = TEXTS.get(file);
    return text === undefined ? host.getSourceFile(file, options, ...rest) : ts.createSourceFile(file, text, options);
  },
});

/** The compiler's complaints about one of the files. */
function complaints(name: string): string[] {
  const source = program.getSourceFile(join(ROOT, name));
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

/** What Node.js says when it runs the lines that name installed packages; scripts/check-package.mjs imports this one. */
function run(type: "module" | "commonjs", text: string): string {
  const installed = text.split("\n").filter((line) => !line.includes(`"${PACKAGE}"`));
  return spawnSync(process.execPath, [`--input-type=${type}`, "-e", installed.join("\n")], {
    cwd: ROOT,
    encoding: "utf8",
  }).stderr;
}

describe("the two import forms of README", () => {
  test.each([
    ["mjs", "module", asModule],
    ["cjs", "commonjs", asCommonJs],
  ] as const)("%s: tsc knows the types, Node.js loads the providers", (ending, type, text) => {
    expect(text).toContain("provider-azurerm");
    expect(complaints(`form.${ending}`)).toEqual([]);
    expect(complaints(`wrong.${ending}`)).toEqual([expect.stringMatching(/^Expected 3 arguments/)]);
    expect(run(type, text)).toBe("");
  });

  test("a module cannot leave out the file", () => {
    expect(complaints("without-file.mjs")).toEqual([expect.stringContaining("Cannot find module")]);
    expect(run("module", withoutFile)).toContain("ERR_UNSUPPORTED_DIR_IMPORT");
  });
});
