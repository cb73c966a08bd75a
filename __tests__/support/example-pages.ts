import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { draw } from "../../lib/drawing/draw";
import { inventory, stackFiles } from "../../lib/cli/input/inventory";

/*
 * Each app of the project, main.ts and those in examples/, has a page and a picture in docs/examples. What a page says of
 * the app's JSON, between <!-- creates --> and <!-- /creates -->, is counted in that JSON.
 */

const ROOT = join(__dirname, "..", "..");
const CREATES = /(<!-- creates -->\n)[^]*?(<!-- \/creates -->)/;

/** The apps, with the name of their page. */
export const APPS: readonly { readonly name: string; readonly app: string }[] = [
  { name: "article", app: "main.ts" },
  ...readdirSync(join(ROOT, "examples"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ name: basename(file, ".ts"), app: `examples/${file}` })),
];

const folders = new Map<string, string>();
process.on("exit", () => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

/** The folder of an app, which is run once and removed at the end. */
export function synthesized(app: string): string {
  const folder = folders.get(app) ?? synthesize(app);
  folders.set(app, folder);
  return folder;
}

/** A new folder with what the app synthesizes to, in the place where cdktf has it. */
export function synthesize(app: string): string {
  const folder = mkdtempSync(join(tmpdir(), "transcripts-"));
  execFileSync(process.execPath, ["--import", "tsx", app], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out") },
    stdio: "pipe",
  });
  return folder;
}

/** The page with the table of what its app creates now. */
export const withCreates = (page: string, app: string): string =>
  page.replace(CREATES, (_, begin: string, end: string) => `${begin}${creates(app)}${end}`);

export const hasCreates = (page: string): boolean => CREATES.test(page);

/** The picture of an app. */
export async function pictureOf(app: string): Promise<string> {
  const sources = stackFiles(outputOf(app)).map((name) => ({ name, text: readFileSync(name, "utf8") }));
  return String(await draw(readTopology(sources), { format: "svg" }));
}

const outputOf = (app: string): string => join(synthesized(app), "cdktf.out");

function creates(app: string): string {
  const stacks = inventory(outputOf(app));
  return stacks
    .map(({ name, resources, variables }) => {
      const total = Object.values(resources).reduce((sum, { count }) => sum + count, 0);
      const rows = Object.entries(resources)
        .sort(([a], [b]) => a.localeCompare(b, "en"))
        .map(([type, { count, names }]) => `| ${type.replace(/^azurerm_/, "")} | ${count} | ${names.join(", ")} |\n`);
      const asked = variables.length > 0 ? variables.map((variable) => `\`${variable}\``).join(", ") : "none";
      return [
        `Stack \`${name}\`: ${total} resources. Variables without a default: ${asked}.\n\n`,
        "| resource | number | names |\n|---|---|---|\n",
        ...rows,
      ].join("");
    })
    .join("\n");
}
