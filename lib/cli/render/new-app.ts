/** What a new app is made from. */
export interface NewApp {
  /** Name of its package. */
  readonly name: string;
  /** cdktf's id of the project. */
  readonly projectId: string;
  /** The text of an example. */
  readonly example: string;
  /** Matchers for the topology that the example is synthesized to: `toTunnel("vm-hub00")`. */
  readonly expectations: readonly string[];
  /** True for ECMAScript modules, false for CommonJS. */
  readonly isModule: boolean;
  /** This package, by its name. */
  readonly library: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The files of a new app, by their names. */
export const newAppFiles = (app: NewApp): Readonly<Record<string, string>> => ({
  "package.json": json({
    name: app.name,
    version: "0.0.0",
    private: true,
    type: app.isModule ? "module" : "commonjs",
    scripts: {
      start: "forced-tunnel synth",
      check: "forced-tunnel check",
      pretest: "npm start --silent",
      test: "jest",
      typecheck: "tsc",
    },
    dependencies: app.dependencies,
    devDependencies: app.devDependencies,
    jest: { testPathIgnorePatterns: ["/node_modules/", "/cdktf.out/"], transform: { "\\.ts$": ["@swc/jest", SWC] } },
  }),
  "tsconfig.json": json({
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      moduleResolution: "NodeNext",
      lib: ["ES2022"],
      types: ["node", "jest"],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: ["*.ts"],
  }),
  "cdktf.json": json({
    language: "typescript",
    app: "node --import tsx main.ts",
    projectId: app.projectId,
    sendCrashReports: "false",
    terraformProviders: [],
    terraformModules: [],
  }),
  "main.ts": mainFile(app),
  "main.test.ts": testFile(app),
  ".gitignore": "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n*.tfvars\n*.tfplan\n",
});

/** Jest runs CommonJS, whatever the app is. */
const SWC = { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } };

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The library by its package, and in a module a provider's deep path with its file. */
function mainFile({ example, library, isModule }: NewApp): string {
  const text = example.replace(/from "\.\.?\/lib\/index"/, `from "${library}"`);
  return isModule ? text.replaceAll(/(from "@cdktf\/provider-\w+\/lib\/[\w-]+)"/g, '$1/index.js"') : text;
}

const testFile = ({ library, expectations }: NewApp): string =>
  `import "${library}/analysis/jest";
import { readFileSync } from "node:fs";
import { check, readTopology } from "${library}/analysis";

// The Terraform that npm start has written. npm test calls it first.
const out = "cdktf.out";
const { stacks } = JSON.parse(readFileSync(\`\${out}/manifest.json\`, "utf8")) as {
  stacks: Record<string, { synthesizedStackPath: string }>;
};
const topology = readTopology(
  Object.values(stacks).map(({ synthesizedStackPath: name }) => ({
    name,
    text: readFileSync(\`\${out}/\${name}\`, "utf8"),
  })),
);
${trafficTest(expectations)}
test("check finds no errors", () => {
  expect(check(topology).findings.filter(({ severity }) => severity === "error")).toEqual([]);
});
`;

const trafficTest = (expectations: readonly string[]): string =>
  expectations.length === 0
    ? ""
    : `
test("the internet traffic of clients leaves where it should", () => {
${expectations.map((expected) => `  expect(topology).${expected};`).join("\n")}
});
`;
