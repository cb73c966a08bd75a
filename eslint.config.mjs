import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

const BELOW_KINDS = ["domain", "findings", "unknown", "vocabulary", "basics", "terraform", "world", "guest"];
const BELOW_BGP = [...BELOW_KINDS, "kinds", "model"];
const ANALYSIS = [...BELOW_BGP, "security", "bgp", "routes", "faults", "forwarding"];
/** What an address, a component and a guest are: below the kinds of resources. What knows all kinds, the topology, is above. */
const BASICS = "address|component|guest|assumptions|topology-error";

/**
 * What each layer may import from, beside itself. Only `constructs` knows cdktf; analysis, drawing, lab and the command
 * read the synthesized JSON. A pattern is a folder of lib/, or some of its files.
 */
const LAYERS = [
  { layer: "domain", pattern: "domain/**", from: [] },
  { layer: "findings", pattern: "findings/**", from: ["domain"] },
  { layer: "nva", pattern: "nva/**", from: ["domain"] },
  { layer: "rules", pattern: "rules/**", from: ["domain", "findings", "nva"] },
  { layer: "constructs", pattern: "constructs/**", from: ["domain", "findings", "nva", "rules"] },
  { layer: "unknown", pattern: "analysis/unknown/**", from: ["domain"] },
  {
    layer: "vocabulary",
    pattern: "analysis/{verdict,facts,results,facts/*}.ts",
    from: ["domain", "findings", "unknown"],
  },
  {
    layer: "basics",
    pattern: `analysis/model/@(${BASICS}).ts`,
    from: ["domain", "findings", "unknown", "vocabulary"],
  },
  {
    layer: "terraform",
    pattern: "analysis/terraform/**",
    from: ["domain", "findings", "unknown", "vocabulary", "basics"],
  },
  { layer: "world", pattern: "analysis/world/**", from: ["vocabulary", "basics"] },
  { layer: "guest", pattern: "analysis/guest/**", from: ["domain", "findings", "unknown", "vocabulary", "basics"] },
  { layer: "kinds", pattern: "analysis/kinds/**", from: BELOW_KINDS },
  { layer: "model", pattern: `analysis/model/!(${BASICS}).ts`, from: [...BELOW_KINDS, "kinds"] },
  { layer: "security", pattern: "analysis/security/**", from: BELOW_BGP },
  { layer: "bgp", pattern: "analysis/bgp/**", from: [...BELOW_BGP, "security"] },
  { layer: "routes", pattern: "analysis/routes/**", from: [...BELOW_BGP, "bgp"] },
  { layer: "faults", pattern: "analysis/faults/**", from: [...BELOW_BGP, "bgp", "routes"] },
  {
    layer: "forwarding",
    pattern: "analysis/forwarding/**",
    from: [...BELOW_BGP, "security", "bgp", "routes", "faults"],
  },
  { layer: "questions", pattern: "analysis/{check,diff}/**", from: ANALYSIS },
  { layer: "analysis", pattern: "analysis/{index,jest,pipeline}.ts", from: [...ANALYSIS, "questions"] },
  { layer: "drawing", pattern: "drawing/**", from: [...ANALYSIS, "questions", "analysis"] },
  { layer: "lab", pattern: "lab/**", from: [...ANALYSIS, "questions", "analysis"] },
  { layer: "cli", pattern: "cli/**", from: [...ANALYSIS, "questions", "analysis", "drawing", "lab"] },
  { layer: "api", pattern: "index.ts", from: ["domain", "findings", "nva", "rules", "constructs"] },
];

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
      "boundaries/files": LAYERS.map(({ layer, pattern }) => ({
        category: layer,
        pattern: pattern.endsWith(".ts") ? `lib/${pattern}` : `lib/${pattern}/*.ts`,
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
            { from: from("constructs"), allow: external([...FRAMEWORK, PROVIDERS]) },
            ...LAYERS.map(({ layer, from: lower }) => ({
              from: from(layer),
              allow: { to: { module: { origin: "local" }, file: { categories: [layer, ...lower] } } },
            })),
          ],
        },
      ],
    },
  },
);
