import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildPageScript } from "./page-script.mjs";

const root = join(import.meta.dirname, "..");
const { peerDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const require = createRequire(import.meta.url);

/**
 * A class of a provider is loaded when it is first used: an app uses a third of those that the constructs can make, and
 * Node takes about a millisecond to find and load one.
 */
const classesOnDemand = {
  name: "classes-on-demand",
  setup({ onResolve, onLoad }) {
    const lib = join(root, "lib");
    const sources = readdirSync(lib, { recursive: true }).filter((file) => file.endsWith(".ts"));
    const words = new Set(sources.flatMap((file) => readFileSync(join(lib, file), "utf8").match(/\w+/g) ?? []));
    onResolve({ filter: /^@cdktf\/provider-/ }, ({ path, namespace }) =>
      namespace === "on-demand" ? { path, external: true } : { path, namespace: "on-demand" },
    );
    onLoad({ filter: /.*/, namespace: "on-demand" }, ({ path }) => {
      const module = JSON.stringify(path);
      const used = Object.keys(require(path)).filter((name) => words.has(name));
      const getters = used.map((name) => `get ${name}() { return require(${module}).${name}; }`);
      return { contents: `module.exports = { ${getters.join(", ")} };` };
    });
  },
};

/**
 * One file for each entry point, with the parts of other packages that it uses: it loads in a third of the time
 * (docs/decisions/0010-one-file.md).
 */
export function bundle(entryPoints, outdir, external = []) {
  return build({
    absWorkingDir: root,
    entryPoints,
    outbase: "lib",
    outdir,
    bundle: true,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    // The entry that yaml offers to Node is CommonJS, of which esbuild cannot leave out any part.
    alias: {
      yaml: join(root, "node_modules/yaml/browser/index.js"),
      // Its IPv6 half, which is not used, compiles expressions at load.
      "ip-address": join(root, "node_modules/ip-address/dist/ipv4.js"),
    },
    target: "node20",
    // Names stay: a stack trace in a report has to mean something.
    minifySyntax: true,
    minifyWhitespace: true,
    // Node prints the whole line that throws.
    lineLimit: 160,
    // elkjs is five times as large as all else together, and only pictures need it; resvg is not JavaScript.
    external: [...Object.keys({ ...peerDependencies, ...optionalDependencies }), "elkjs"]
      .flatMap((name) => [name, `${name}/*`])
      .concat(external),
    plugins: [classesOnDemand],
    metafile: true,
    logLevel: "warning",
  });
}

// The tests start the command many times: `node scripts/bundle.mjs <folder>` builds it as the package has it.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [outdir] = process.argv.slice(2);
  await bundle(["lib/cli/forced-tunnel.ts"], outdir);
  writeFileSync(join(outdir, "page.js"), (await buildPageScript()).outputFiles[0].contents);
}
