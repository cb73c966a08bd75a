import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { VERDICTS } from "../../lib/analysis/verdict";
import { CONSTRUCT_RULES } from "../../lib/rules/all";
import { RETIRED_RULES } from "../../lib/findings/retired";
import { TOPOLOGY_RULES } from "../../lib/analysis/check/all-rules";
import { draw } from "../../lib/drawing/draw";
import { FACT_IDS, isFactId } from "../../lib/analysis/facts";
import { PROGRAMS } from "../../lib/analysis/guest/programs/known-programs";
import { ALL_KINDS } from "../../lib/analysis/kinds/all-kinds";
import { LIST_FUNCTIONS } from "../../lib/analysis/terraform/expressions/list-functions";
import { NETWORK_FUNCTIONS } from "../../lib/analysis/terraform/expressions/network-functions";
import { TEXT_FUNCTIONS } from "../../lib/analysis/terraform/expressions/text-functions";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { factsPage, missingFacts } from "../../scripts/facts-doc";
import { takeApart } from "../support/markdown";
import { articleFolder, filled, printedBy, transcripts, unused } from "../support/transcripts";

const ROOT = join(__dirname, "../..");
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const pages = ["README.md", ...filesIn("docs", ".md")];

describe("what commands print on the pages (npm run transcripts)", () => {
  let folder: string;
  beforeAll(() => {
    folder = articleFolder();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // The pages of the apps have a test of their own.
  const shown = pages.filter((page) => !page.startsWith("docs/examples/") && transcripts(read(page)).length > 0);

  test("there are some", () => expect(shown).toContain("docs/verdicts.md"));

  test.each(shown)("%s is what they print", async (page) => {
    expect(read(page)).toBe(await filled(read(page), folder));
  });

  test("every block that begins with the command is one that is compared", () => {
    const begun = pages.flatMap(
      (page) => [...read(page).matchAll(/^\$ np[mx] .*\b(?:routes|path|check|diff|explain)\b/gm)].length,
    );
    expect(begun).toEqual(pages.map((page) => transcripts(read(page)).length));
  });

  test("no topology is kept that no page shows", () => expect(unused(pages.map(read))).toEqual([]));

  test("explain knows every rule by id and name, every verdict, reason and fact", async () => {
    const explained = async (word: string): Promise<string> =>
      printedBy({ line: `explain ${word}`, shown: "" }, folder);
    for (const { id, name } of [...CONSTRUCT_RULES, ...TOPOLOGY_RULES])
      expect((await explained(id)).split("\n")[0]).toBe(`# ${id} ${name}`);
    for (const { id, name } of [...CONSTRUCT_RULES, ...TOPOLOGY_RULES])
      expect(await explained(name)).toContain(`# ${id} ${name}\n`);
    for (const { id, name, replacedBy } of RETIRED_RULES)
      expect(await explained(id)).toContain(`${id} ${name} is retired: see ${replacedBy[0]}`);
    for (const word of [...VERDICTS, ...REASONS]) expect((await explained(word)).split("\n")[0]).toBe(`### ${word}`);
    for (const id of FACT_IDS) expect(await explained(id)).toMatch(new RegExp(`^${id.replace(".", "\\.")} {2}\\S`));
  });
});

/** The members of a union of texts, as written. */
const members = (file: string, type: string): string[] =>
  [...(new RegExp(`export type ${type} =([^;]+);`).exec(read(file))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
    ([, member = ""]) => member,
  );

const REASONS = members("lib/analysis/verdict.ts", "Reason");

describe("docs/verdicts.md", () => {
  const { headings } = takeApart(read("docs/verdicts.md"));

  test.each([...members("lib/analysis/verdict.ts", "Verdict"), ...REASONS])("%s is a heading", (word) =>
    expect(headings.filter((heading) => heading === word)).toHaveLength(1),
  );

  test("has no other words", () => {
    expect(REASONS.length).toBeGreaterThan(15);
    expect(new Set(headings)).toEqual(
      new Set(["Verdicts and reasons", "Verdicts", "Reasons", ...VERDICTS, ...REASONS]),
    );
  });
});

describe("docs/how-azure-routes.md", () => {
  const page = read("docs/how-azure-routes.md");

  test("has the facts that the program has (npm run facts-doc)", () => {
    expect(FACT_IDS.length).toBeGreaterThan(90);
    expect(page).toBe(factsPage(page));
  });

  test("has a table for every fact", () => {
    expect(missingFacts(page)).toEqual([]);
    expect(missingFacts(page.replace("<!-- facts 6 -->", ""))).toContain("6.1");
  });

  test("has each fact once, under its own anchor", () => {
    const anchored = [...page.matchAll(/^\| <a id="([^"]+)"><\/a>(\S+) \|/gm)];
    expect(anchored.map(([, anchor]) => anchor).sort()).toEqual([...FACT_IDS].sort());
    expect(anchored.filter(([, anchor, id]) => anchor !== id)).toEqual([]);
  });

  test("has every fact that a comment cites", () => {
    const cited = filesIn("lib/analysis", ".ts").flatMap((file) =>
      [...read(file).matchAll(/\brows? ((?:(?:\d+(?:\.\d+)?|A\d)(?:, | to | and )?)+)/g)]
        .flatMap(([, list = ""]) => list.match(/A\d|\d+\.\d+|\d+/g) ?? [])
        .map((id) => ({ file, id })),
    );
    expect(new Set(cited.map(({ id }) => id)).size).toBeGreaterThan(30);
    expect(cited.filter(({ id }) => !isFactId(id))).toEqual([]);
  });
});

test("the README's picture is what draw makes of main.ts", async () => {
  const folder = articleFolder();
  const text = readFileSync(join(folder, "cdktf.out/stacks/forced-tunneling/cdk.tf.json"), "utf8");
  rmSync(folder, { recursive: true });
  expect(await draw(readTopology([{ name: "main.ts", text }]), { format: "svg" })).toBe(
    read("docs/images/topology.svg"),
  );
});

describe("docs/analysis.md", () => {
  const text = read("docs/analysis.md");

  test("names every function that is evaluated, and no other", () => {
    const own = inlineFunctions("lib/analysis/terraform/expressions/functions.ts");
    const known = [
      ...Object.keys(TEXT_FUNCTIONS),
      ...Object.keys(LIST_FUNCTIONS),
      ...Object.keys(NETWORK_FUNCTIONS),
      ...own,
      "base64encode",
      "jsondecode",
      "try",
      "can",
    ];
    const list = /these functions:\n([^]*?)\.\n/.exec(text)?.[1] ?? "";
    expect([...list.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual([...new Set(known)].sort());
  });

  test("names programs that are followed", () => {
    const shown = [...(/\| shell \|.*$/m.exec(text)?.[0] ?? "").matchAll(/`([a-z]+)[^`]*`/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !["for", "if"].includes(name));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((name) => PROGRAMS[name] === undefined)).toEqual([]);
  });

  test("names every resource type that is read", () => {
    const types = ALL_KINDS.flatMap(({ types: own, parts = [] }) => [...own, ...parts]).map((type) =>
      type.replace(/^azurerm_/, ""),
    );
    expect(types.length).toBeGreaterThan(25);
    const section = /### Resource types\n([^]*?)\n### /.exec(text)?.[1] ?? "";
    const named = new Set(section.match(/\w+/g));
    expect(types.filter((type) => !/_association$/.test(type) && !named.has(type))).toEqual([]);
  });
});

/** Keys of the functions that files of their own do not hold. */
const inlineFunctions = (file: string): string[] =>
  [...read(file).matchAll(/^ {2}(\w+): \(\[?\w/gm)]
    .map(([, name = ""]) => name)
    .concat([...read(file).matchAll(/^ {2}(join|base64encode): /gm)].map(([, name = ""]) => name));
