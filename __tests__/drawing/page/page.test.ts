import { createHash } from "node:crypto";
import { draw } from "../../../lib/drawing/draw";
import { DATA_ID, type PageData } from "../../../lib/drawing/page/page-data";
import { pageScript } from "../../../lib/drawing/page/page-script";
import type { Topology } from "../../../lib/analysis/model/azure";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

const article = read(t());
const pageOf = async (topology: Topology, options: Partial<Parameters<typeof draw>[1]> = {}): Promise<string> =>
  String(await draw(topology, { format: "html", ...options }));

const dataIn = (page: string): PageData =>
  JSON.parse(new RegExp(`<script type="application/json" id="${DATA_ID}">(.*)</script>`).exec(page)![1]!) as PageData;

test("the content security policy allows only the script of the file itself", async () => {
  const page = await pageOf(article);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  const [, script] = /<script>([^]*?)<\/script>/.exec(page)!;
  expect(policy).toBe(
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script!).digest("base64")}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toMatch(/<(link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(/);
});

test("the script is no larger than the engine needs, and does not contain the readers of files", async () => {
  const script = await pageScript();
  expect(script.length).toBeLessThan(430_000);
  expect(script).not.toMatch(/require\("node:|gunzip|elk\.layered|cloud-config|write_files/);
});

test("the data holds the topology as it was read, with its unknown values", async () => {
  const topology = read(t({ client: {} }));
  expect(dataIn(await pageOf(topology)).topology).toEqual(JSON.parse(JSON.stringify(topology)));
});

test("the order of a file does not change a byte of the page", async () => {
  const other = Object.fromEntries(
    Object.entries(article).map(([key, list]) => [key, [...(list as readonly unknown[])]]),
  ) as unknown as Topology;
  expect(await pageOf(other)).toBe(await pageOf(article));
});

test("the page opens with the requested path, and its commands name the input files", async () => {
  const { start, words, rules } = dataIn(
    await pageOf(article, {
      path: { from: "vm-jump00", to: "internet" },
      words: ["plan.json"],
      theme: "dark",
      rules: { accept: [{ rule: "single-nva", reason: "one will do" }] },
    }),
  );
  expect(Object.fromEntries(new URLSearchParams(start))).toEqual({ from: "vm-jump00", to: "internet", theme: "dark" });
  expect(words).toEqual(["plan.json"]);
  expect(rules.accept).toHaveLength(1);
});

test("accepted findings are marked as accepted, and severities are those of the project", async () => {
  const page = await pageOf(article, {
    rules: { accept: [{ rule: "single-nva", reason: "one will do until March" }], severity: { FT113: "error" } },
  });
  expect(page).toMatch(/<section class="finding accepted"><h4>accepted FT\d+ single-nva<\/h4>/);
  expect(page).toContain("one will do until March");
  expect(page).toContain("<h4>error FT113 default-reaches-others</h4>");
});

test.each([
  "</script><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "<!--<script>",
  "a\u0000b\u0007",
  "]]>",
  "\u202egnp.exe",
  "\ud800",
])("the name %j stays text", async (evil) => {
  const named = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, name: one.name + evil }));
  const page = await pageOf({
    ...article,
    machines: named(article.machines),
    subnets: named(article.subnets),
    publicIps: named(article.publicIps),
  });
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toMatch(/<img|<!--/);
  expect(page.replaceAll(/[\t\n]/g, "")).not.toMatch(/\p{Cc}|\u202e/u);
  expect(dataIn(page).topology.machines.map(({ name }) => name)).toEqual(
    named(article.machines).map(({ name }) => name),
  );
});

test("an empty topology gives a page", async () => {
  const empty = Object.fromEntries(Object.keys(article).map((key) => [key, []])) as unknown as Topology;
  expect(await pageOf(empty)).toContain("No VMs found.");
});

test("a path from an unknown name is an error", async () => {
  await expect(pageOf(article, { path: { from: "vm-hub0", to: "internet" } })).rejects.toThrow(TopologyError);
});
