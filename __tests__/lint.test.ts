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
  // The facts of the field know nobody.
  ["lib/domain/x.ts", importing("../nva/frr-config"), LAYER],
  ["lib/domain/x.ts", importing("../constructs/internal/hcl"), LAYER],
  ["lib/domain/x.ts", importing("./ipv4")],
  ["lib/domain/x.ts", importing("ip-address")],
  ["lib/domain/x.ts", importing("cdktf"), LAYER],
  // The NVA's text and the rules can be tested, and read, without a framework.
  ["lib/nva/x.ts", importing("../domain/ipv4")],
  ["lib/nva/x.ts", importing("yaml")],
  ["lib/nva/x.ts", importing("node:fs")],
  ["lib/nva/x.ts", importing("cdktf"), LAYER],
  ["lib/nva/x.ts", importing("constructs"), LAYER],
  ["lib/nva/x.ts", importing("cdktf/lib/testing"), LAYER],
  ["lib/nva/x.ts", importing("../rules/rule"), LAYER],
  ["lib/nva/x.ts", importing("../constructs/internal/hcl"), LAYER],
  ["lib/nva/x.ts", importing("../constructs/route-server"), LAYER],
  ["lib/rules/x.ts", importing("../domain/ipv4")],
  ["lib/rules/x.ts", importing("../nva/frr-config")],
  ["lib/rules/x.ts", importing("cdktf"), LAYER],
  ["lib/rules/x.ts", importing("@cdktf/provider-random/lib/password"), LAYER],
  ["lib/rules/x.ts", importing("../constructs/subnet"), LAYER],
  ["lib/rules/x.ts", importing("../constructs/internal/tokens"), LAYER],
  // The constructs may use all of that, and the providers, but nothing that reads what they made.
  ["lib/constructs/x.ts", importing("../rules/rule")],
  ["lib/constructs/x.ts", importing("../nva/frr-config")],
  ["lib/constructs/x.ts", importing("cdktf")],
  ["lib/constructs/x.ts", importing("@cdktf/provider-azurerm/lib/subnet")],
  ["lib/constructs/x.ts", importing("../cli/input/inventory"), LAYER],
  ["lib/constructs/x.ts", importing("../../main"), LAYER],
  ["lib/constructs/x.ts", importing("../analysis/model/azure"), LAYER],
  // The analysis reads Terraform JSON, and its layers are in the order of the computation.
  ["lib/analysis/model/x.ts", importing("../../domain/ipv4")],
  ["lib/analysis/model/x.ts", importing("../kinds/nics"), LAYER],
  ["lib/analysis/model/x.ts", importing("../../rules/rule"), LAYER],
  ["lib/analysis/bgp/x.ts", importing("../routes/lookup"), LAYER],
  ["lib/analysis/routes/x.ts", importing("../bgp/route")],
  ["lib/analysis/routes/x.ts", importing("../forwarding/walk"), LAYER],
  ["lib/analysis/forwarding/x.ts", importing("../check/check"), LAYER],
  ["lib/analysis/check/x.ts", importing("../forwarding/path")],
  ["lib/analysis/check/x.ts", importing("../../drawing/draw"), LAYER],
  ["lib/analysis/check/x.ts", importing("cdktf"), LAYER],
  ["lib/drawing/x.ts", importing("../analysis/check/check")],
  ["lib/drawing/x.ts", importing("../cli/input/inventory"), LAYER],
  ["lib/lab/x.ts", importing("../domain/ipv4")],
  ["lib/lab/x.ts", importing("../nva/frr-config"), LAYER],
  ["lib/lab/x.ts", importing("cdktf"), LAYER],
  ["lib/cli/x.ts", importing("./input/inventory")],
  ["lib/cli/x.ts", importing("commander")],
  ["lib/cli/x.ts", importing("../constructs/forced-tunneling-hub"), LAYER],
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
  ["lib/constructs/x.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["lib/constructs/x.ts", importing("@cdktf/provider-random"), BARREL],
  ["main.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["__tests__/x.test.ts", importing("@cdktf/provider-azurerm"), BARREL],
  ["main.ts", importing("@cdktf/provider-azurerm/lib/subnet")],
  ["lib/domain/x.ts", "export const it: any = 1;\n", "@typescript-eslint/no-explicit-any"],
  ["__tests__/x.test.ts", "export const it: any = 1;\n", "@typescript-eslint/no-explicit-any"],
  [
    "lib/domain/x.ts",
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
