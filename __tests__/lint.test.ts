import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/**
 * Lints texts as if they were the files named; jest's own module loader cannot load ESLint's configuration, so a child
 * does.
 */
function lint(files: readonly { readonly path: string; readonly text: string }[]): string[][] {
  const script = `
    import { ESLint } from "eslint";
    import tseslint from "typescript-eslint";
    const untyped = { ...tseslint.configs.disableTypeChecked, files: ["**/*.ts"] };
    const eslint = new ESLint({ overrideConfig: untyped });
    const files = ${JSON.stringify(files)};
    const results = [];
    for (const { path, text } of files) results.push(await eslint.lintText(text, { filePath: path }));
    console.log(JSON.stringify(results.map(([{ messages }]) => messages.map(({ ruleId, message }) => ruleId ?? message))));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: ROOT, encoding: "utf8" });
  return JSON.parse(out) as string[][];
}

const LAYER = "boundaries/dependencies";
const BARREL = "@typescript-eslint/no-restricted-imports";

const importing = (source: string): string => `import * as it from "${source}";\nexport const used = it;\n`;

/** Path, text, and the rules that have to fire. */
const CASES: readonly (readonly [path: string, text: string, ...fired: string[]])[] = [
  // net and terraform are the lowest: they know nobody.
  ["lib/net/x.ts", importing("../nva/frr-config"), LAYER],
  ["lib/net/x.ts", importing("../terraform/hcl"), LAYER],
  ["lib/net/x.ts", importing("./ipv4")],
  ["lib/net/x.ts", importing("ip-address")],
  ["lib/net/x.ts", importing("cdktf"), LAYER],
  ["lib/terraform/x.ts", importing("cdktf")],
  ["lib/terraform/x.ts", importing("constructs")],
  ["lib/terraform/x.ts", importing("../net/ipv4"), LAYER],
  ["lib/terraform/x.ts", importing("@cdktf/provider-azurerm/lib/subnet"), LAYER],
  // The NVA's text and the rules can be tested, and read, without a framework.
  ["lib/nva/x.ts", importing("../net/ipv4")],
  ["lib/nva/x.ts", importing("yaml")],
  ["lib/nva/x.ts", importing("node:fs")],
  ["lib/nva/x.ts", importing("cdktf"), LAYER],
  ["lib/nva/x.ts", importing("constructs"), LAYER],
  ["lib/nva/x.ts", importing("cdktf/lib/testing"), LAYER],
  ["lib/nva/x.ts", importing("../rules/rule"), LAYER],
  ["lib/nva/x.ts", importing("../terraform/hcl"), LAYER],
  ["lib/nva/x.ts", importing("../route-server"), LAYER],
  ["lib/rules/x.ts", importing("../net/ipv4")],
  ["lib/rules/x.ts", importing("../nva/frr-config")],
  ["lib/rules/x.ts", importing("cdktf"), LAYER],
  ["lib/rules/x.ts", importing("@cdktf/provider-random/lib/password"), LAYER],
  ["lib/rules/x.ts", importing("../subnet"), LAYER],
  ["lib/rules/x.ts", importing("../terraform/tokens"), LAYER],
  // The constructs may use all of that, and the providers, but nothing that reads what they made.
  ["lib/x.ts", importing("./rules/rule")],
  ["lib/x.ts", importing("./nva/frr-config")],
  ["lib/x.ts", importing("./terraform/hcl")],
  ["lib/x.ts", importing("@cdktf/provider-azurerm/lib/subnet")],
  ["lib/x.ts", importing("./cli/inventory"), LAYER],
  ["lib/x.ts", importing("../main"), LAYER],
  ["lib/x.ts", importing("./topology/model"), LAYER],
  // The side that reads Terraform JSON.
  ["lib/topology/x.ts", importing("../net/ipv4")],
  ["lib/topology/x.ts", importing("../rules/rule"), LAYER],
  ["lib/topology/x.ts", importing("../cli/inventory"), LAYER],
  ["lib/lab/x.ts", importing("../net/ipv4")],
  ["lib/lab/x.ts", importing("../nva/frr-config"), LAYER],
  ["lib/lab/x.ts", importing("cdktf"), LAYER],
  ["lib/cli/x.ts", importing("./inventory")],
  ["lib/cli/x.ts", importing("commander")],
  ["lib/cli/x.ts", importing("../forced-tunneling-hub"), LAYER],
  ["lib/cli/x.ts", importing("../index"), LAYER],
  ["lib/cli/x.ts", importing("../nva/frr-config"), LAYER],
  ["lib/cli/x.ts", importing("../rules/rule"), LAYER],
  ["lib/cli/x.ts", importing("cdktf"), LAYER],
  // Whichever way it is imported.
  ["lib/nva/x.ts", 'import type { App } from "cdktf";\nexport type It = App;\n', LAYER],
  ["lib/nva/x.ts", 'export * from "cdktf";\n', LAYER],
  ["lib/nva/x.ts", 'export const it = import("cdktf");\n', LAYER],
  ["lib/cli/x.ts", 'export { Rule } from "../rules/rule";\n', LAYER],
  ["lib/elsewhere/x.ts", "export const it = 1;\n", "boundaries/no-unknown-files"],
  // The whole of a provider, everywhere.
  ["lib/x.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["lib/x.ts", importing("@cdktf/provider-random"), BARREL],
  ["main.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["__tests__/x.test.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["main.ts", importing("@cdktf/provider-azurerm/lib/subnet")],
  ["lib/net/x.ts", "export const it: any = 1;\n", "@typescript-eslint/no-explicit-any"],
  ["__tests__/x.test.ts", "export const it: any = 1;\n", "@typescript-eslint/no-explicit-any"],
  [
    "lib/net/x.ts",
    "// eslint-disable-next-line no-console\nexport const it = 1;\n",
    "Unused eslint-disable directive (no problems were reported from 'no-console').",
  ],
];

describe("what the linter refuses", () => {
  const fired = lint(CASES.map(([path, text]) => ({ path, text })));

  test.each(
    CASES.map(([path, text, ...expected], i) => [path, text.split("\n")[0]!.slice(0, 70), expected, fired[i]] as const),
  )("%s: %s", (_path, _line, expected, actual) => {
    expect(actual).toEqual(expected);
  });
});
