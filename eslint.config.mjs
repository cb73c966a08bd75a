import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

/**
 * What each layer may import from beside itself. The analysis side reads the synthesized JSON, never the constructs.
 */
const LAYERS = {
  net: [],
  terraform: [],
  nva: ["net"],
  rules: ["net", "nva"],
  constructs: ["net", "terraform", "nva", "rules"],
  topology: ["net"],
  lab: ["net", "topology"],
  cli: ["net", "topology", "lab"],
};

const FRAMEWORK = ["cdktf", "constructs"];
const PROVIDERS = "@cdktf/*";

const from = (layer) => ({ file: { categories: layer } });
const external = (source) => ({ to: { module: { origin: "external", source } } });

export default tseslint.config(
  { ignores: ["**/node_modules/", "dist/", "coverage/", "**/cdktf.out/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // One import of it costs every run 1.8 s and 430 MB.
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: ["@cdktf/provider-azurerm", "@cdktf/provider-random"].map((name) => ({
            name,
            message: `Import from ${name}/lib/<resource>: the whole provider costs 1.8 s and 430 MB at every start.`,
          })),
        },
      ],
      // An index is never sure to be there (noUncheckedIndexedAccess), however often the line above has asked.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowNullish: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      // Users of plain JavaScript give what the types exclude.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Spread takes a text apart by code points, which is what a random text is put together from.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/unbound-method": ["error", { ignoreStatic: true }],
      // Jest's matchers are declared in a namespace: nothing else can add to them.
      "@typescript-eslint/no-namespace": ["error", { allowDeclarations: true }],
    },
  },
  {
    // What a test reads back from JSON has no type; what it makes of it is asserted.
    files: ["__tests__/**/*.ts"],
    rules: Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        "off",
      ]),
    ),
  },
  {
    files: ["lib/**/*.ts"],
    plugins: { boundaries },
    settings: {
      "boundaries/elements": [],
      "boundaries/files": Object.keys(LAYERS).map((layer) => ({
        category: layer,
        pattern: layer === "constructs" ? "lib/*.ts" : `lib/${layer}/**/*.ts`,
      })),
      "boundaries/root-path": import.meta.dirname,
      "boundaries/dependency-nodes": ["require", "import", "export", "dynamic-import"],
      "import/resolver": { typescript: true },
    },
    rules: {
      "boundaries/no-unknown-files": "error",
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          checkAllOrigins: true,
          checkUnknownLocals: true,
          policies: [
            { allow: { to: { module: { origin: ["core", "external"] } } } },
            { disallow: external([...FRAMEWORK, PROVIDERS]) },
            ...["terraform", "constructs"].map((layer) => ({ from: from(layer), allow: external(FRAMEWORK) })),
            { from: from("constructs"), allow: external(PROVIDERS) },
            ...Object.entries(LAYERS).map(([layer, lower]) => ({
              from: from(layer),
              allow: { to: { module: { origin: "local" }, file: { categories: [layer, ...lower] } } },
            })),
          ],
        },
      ],
    },
  },
);
