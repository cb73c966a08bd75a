import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Construct } from "constructs";
import ts from "typescript";
import * as library from "../../lib/index";
import { CONSTRUCT_RULES } from "../../lib/rules/all";
import { RETIRED_RULES } from "../../lib/findings/retired";
import { TOPOLOGY_RULES } from "../../lib/analysis/check/all-rules";
import { article, Template } from "../support/apps";
import { anchors, type Block, blocks, links, takeApart } from "../support/markdown";

const ROOT = join(__dirname, "../..");
const PACKAGE = "cdktf-azure-forced-tunneling";

const pages = [
  ...["README.md"].filter((page) => existsSync(join(ROOT, page))),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((page) => page.endsWith(".md"))
    .map((page) => join("docs", page)),
].sort();
const read = (page: string): string => readFileSync(join(ROOT, page), "utf8");

/** Names that a code block may use without saying where they come from. */
const PRELUDE = `
declare const app: import("cdktf").App;
declare const stack: import("cdktf").TerraformStack;
declare const resourceGroup: import("${PACKAGE}").IResourceGroup;
declare const circuit: import("${PACKAGE}").ExpressRouteCircuit;
declare const hub: import("${PACKAGE}").ForcedTunnelingHub;
declare const site: import("${PACKAGE}").OnPremSiteWithRouteServer;
declare const nva: import("${PACKAGE}").FrrNva;
declare const variables: import("${PACKAGE}").DeploymentVariables;
declare const topology: import("${PACKAGE}/topology").Topology;
declare const planned: import("${PACKAGE}/topology").Topology;
`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  lib: ["lib.es2022.d.ts"],
  types: ["node", "jest"],
  strict: true,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
  baseUrl: ROOT,
  paths: {
    [PACKAGE]: ["./lib/index.ts"],
    [`${PACKAGE}/analysis`]: ["./lib/analysis/index.ts"],
    [`${PACKAGE}/analysis/jest`]: ["./lib/analysis/jest.ts"],
    [`${PACKAGE}/drawing`]: ["./lib/drawing/index.ts"],
  },
};

/** One program over texts that are in no file, each under the path where it would be. */
function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const files = ts.createCompilerHost(OPTIONS);
  return ts.createProgram([...texts.keys(), join(ROOT, "lib", "index.ts")], OPTIONS, {
    ...files,
    fileExists: (path) => texts.has(path) || files.fileExists(path),
    readFile: (path) => texts.get(path) ?? files.readFile(path),
    getSourceFile: (path, options, ...rest) => {
      const text = texts.get(path);
      return text === undefined
        ? files.getSourceFile(path, options, ...rest)
        : ts.createSourceFile(path, text, options);
    },
  });
}

const pathOf = ({ page, line }: Block): string => join(ROOT, `${page.replace(/[/.]/g, "-")}-${line}.ts`);

/** The blocks as modules of one program, each with the prelude's names. */
function compile(these: readonly Block[]): ts.Program {
  const modules = these.map((block): [string, string] => [pathOf(block), `${block.text}\nexport {};\n`]);
  return programOf(new Map([[join(ROOT, "docs-prelude.d.ts"), PRELUDE], ...modules]));
}

/** The compiler's complaints, at the page's line. */
function complaints(program: ts.Program, block: Block): string[] {
  const file = program.getSourceFile(pathOf(block));
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ start = 0, messageText }) => {
      const line = block.line + (file?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${block.page}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    },
  );
}

const codeBlocks = pages.flatMap((page) => blocks(page, read(page)).filter(({ language }) => language === "ts"));
const program = compile(codeBlocks);
const checker = program.getTypeChecker();

describe("code in the docs", () => {
  test("there is some on the page of every construct", () => {
    const withCode = new Set(codeBlocks.map(({ page }) => page));
    const silent = pages.filter(
      (page) =>
        dirname(page) === "docs" &&
        !["RULES.md", "TROUBLESHOOTING.md", "commands.md", "how-azure-routes.md", "nva.md", "verdicts.md"].includes(
          basename(page),
        ) &&
        !withCode.has(page),
    );
    expect(silent).toEqual([]);
  });

  test.each(codeBlocks.map((block) => [`${block.page}:${block.line}`, block] as const))("%s compiles", (_, block) => {
    expect(complaints(program, block)).toEqual([]);
  });

  test("what does not compile is told at its line", () => {
    const block: Block = {
      page: "docs/x.md",
      line: 10,
      language: "ts",
      text: 'import { FrrNva } from "cdktf-azure-forced-tunneling";\nnew FrrNva(stack, "nva100", { site });\nsite.nothing;',
    };
    expect(complaints(compile([block]), block)).toEqual([
      expect.stringMatching(/^docs\/x\.md:11 .*adminSshPublicKey/s),
      expect.stringMatching(/^docs\/x\.md:12 Property 'nothing' does not exist/),
    ]);
  });
});

describe("what the docs show", () => {
  test("the report of docs/errors.md is what that code makes synth() print", () => {
    const [shown] = blocks("docs/errors.md", read(join("docs", "errors.md"))).filter(
      ({ language }) => language === "text",
    );
    const written: string[] = [];
    const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    try {
      library.synth(article({ nva: { asn: 65515 } }).app);
    } finally {
      write.mockRestore();
      process.exitCode = undefined;
    }
    expect(written.join("").trimEnd()).toBe(shown?.text);
  });

  test("the sizes and names on the pages are those of the article's topology", () => {
    const { json } = new Template(article().stack);
    const named = Object.values(json.resource).flatMap((resources) =>
      Object.values(resources).flatMap(({ name }) => (typeof name === "string" ? [name] : [])),
    );
    const known = new Set([...named, "conn-hub00-2"]);
    const shown = [
      "forced-tunneling-hub",
      "on-prem-site-with-route-server",
      "frr-nva",
      "express-route-gateway",
      "route-server",
    ].flatMap((page) => {
      const table =
        read(join("docs", `${page}.md`))
          .split("## What is made")[1]
          ?.split("\n## ")[0] ?? "";
      return [...table.matchAll(/`((?:vnet|ergw|conn|rs|vm|pip|nic|rt)-[\w-]+)`/g)].map(([, name]) => name);
    });
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((name) => !known.has(name!))).toEqual([]);
  });
});

describe("links in the docs", () => {
  const internal = pages.flatMap((page) => links(page, read(page)).filter(({ target }) => !/^[a-z]+:/i.test(target)));

  test("there are some, so that the next test looks at something", () => expect(internal.length).toBeGreaterThan(50));

  test("every relative one leads to a file and, with an anchor, to a heading in it", () => {
    const broken = internal.filter(({ page, target }) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !(file.endsWith(".md") && anchors(readFileSync(file, "utf8")).has(anchor));
    });
    expect(broken.map(({ page, line, target }) => `${page}:${line} ${target}`)).toEqual([]);
  });
});

describe("rules in the docs", () => {
  const mentions = pages.flatMap((page) =>
    read(page)
      .split("\n")
      .flatMap((text, i) =>
        [...text.matchAll(/\bFT(\d+)\b(?:[\]`]*:? ([a-z]+(?:-[a-z]+)+))?/g)].map(([id, , name]) => ({
          where: `${page}:${i + 1}`,
          id: id.slice(0, 5),
          name,
        })),
      ),
  );

  test("every id is that of a rule, retired ones only in the list of rules, and a name with it is its name", () => {
    const names = new Map<string, string>([...CONSTRUCT_RULES, ...TOPOLOGY_RULES].map(({ id, name }) => [id, name]));
    const retired = new Set<string>(RETIRED_RULES.map(({ id }) => id));
    const current = mentions.filter(({ id, where }) => !(retired.has(id) && where.startsWith("docs/RULES.md:")));
    const wrong = current.filter(({ id, name }) => !names.has(id) || (name !== undefined && name !== names.get(id)));
    expect(wrong).toEqual([]);
    expect(mentions.filter(({ name }) => name !== undefined).length).toBeGreaterThan(20);
  });
});

describe("the public API", () => {
  const index = program.getSourceFile(join(ROOT, "lib", "index.ts"))!;
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(index)!)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  const where = (symbol: ts.Symbol): string => {
    const node = symbol.declarations![0]!;
    const file = node.getSourceFile();
    return `${relative(ROOT, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  };
  const documented = (symbol: ts.Symbol): boolean =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";
  const tags = (symbol: ts.Symbol): string[] => symbol.getJsDocTags(checker).map(({ name }) => name);
  /** Those declared in this repository: what a class inherits from the framework is documented there. */
  const membersOf = (symbol: ts.Symbol): ts.Symbol[] =>
    checker
      .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
      .filter(({ declarations }) =>
        declarations?.some((node) => node.getSourceFile().fileName.startsWith(join(ROOT, "lib"))),
      );

  test("every exported symbol says what it is", () => {
    expect(exported.length).toBeGreaterThan(30);
    expect(exported.filter((symbol) => !documented(symbol)).map((symbol) => `${symbol.name} ${where(symbol)}`)).toEqual(
      [],
    );
  });

  test("every optional prop of every exported interface has an @default", () => {
    const optional = exported
      .filter(({ flags }) => flags & ts.SymbolFlags.Interface)
      .flatMap((owner) => membersOf(owner).map((member) => ({ owner, member })))
      .filter(({ member }) => member.flags & ts.SymbolFlags.Optional && !tags(member).includes("internal"));
    expect(optional.length).toBeGreaterThan(80);
    const gaps = optional.filter(({ member }) => !tags(member).includes("default"));
    expect(gaps.map(({ owner, member }) => `${owner.name}.${member.name} ${where(member)}`)).toEqual([]);
  });

  test("every public member of every exported class says what it is", () => {
    const members = exported
      .filter(({ flags }) => flags & ts.SymbolFlags.Class)
      .flatMap((owner) => membersOf(owner).map((member) => ({ owner, member })))
      .filter(({ member }) =>
        member.declarations!.every(
          (node) => !(ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)),
        ),
      )
      .filter(({ member }) => !tags(member).includes("internal"));
    expect(members.length).toBeGreaterThan(30);
    expect(
      members
        .filter(({ member }) => !documented(member))
        .map(({ owner, member }) => `${owner.name}.${member.name} ${where(member)}`),
    ).toEqual([]);
  });

  const headings = pages.filter((page) => page.startsWith("docs")).flatMap((page) => takeApart(read(page)).headings);
  const constructs = Object.entries(library).flatMap(([name, it]) =>
    typeof it === "function" && it.prototype instanceof Construct ? [name] : [],
  );

  test.each(constructs)("%s has a page, or a section in one", (name) => {
    expect(headings.filter((heading) => new RegExp(`\\b${name}\\b`).test(heading))).not.toEqual([]);
  });

  test.each(Object.keys(library))("%s is mentioned on some page", (name) => {
    expect(pages.filter((page) => new RegExp(`\\b${name}\\b`).test(read(page)))).not.toEqual([]);
  });
});
