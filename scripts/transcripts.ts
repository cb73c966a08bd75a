import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTopology } from "../lib/analysis/kinds/read-topology";
import { draw } from "../lib/drawing/draw";
import { APPS, pictureOf, withCreates } from "../__tests__/support/example-pages";
import { articleFolder, filled, transcripts } from "../__tests__/support/transcripts";

/* Puts what the commands print, the pictures of the apps, and the tables of what they create into the pages that show them. */

const ROOT = join(__dirname, "..");

async function main(): Promise<void> {
  const pages = [
    "README.md",
    ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
      .filter((page) => page.endsWith(".md"))
      .map((page) => join("docs", page)),
  ];
  const folder = articleFolder();
  await examplePages();
  for (const page of pages) {
    const text = readFileSync(join(ROOT, page), "utf8");
    if (transcripts(text).length > 0) writeFileSync(join(ROOT, page), await filled(text, folder));
  }
  const text = readFileSync(join(folder, "cdktf.out/stacks/forced-tunneling/cdk.tf.json"), "utf8");
  const picture = await draw(readTopology([{ name: "main.ts", text }]), { format: "svg" });
  writeFileSync(join(ROOT, "docs/images/topology.svg"), picture);
  rmSync(folder, { recursive: true });
}

async function examplePages(): Promise<void> {
  for (const { name, app } of APPS) {
    const page = join(ROOT, `docs/examples/${name}.md`);
    writeFileSync(page, withCreates(readFileSync(page, "utf8"), app));
    writeFileSync(join(ROOT, `docs/examples/${name}.svg`), await pictureOf(app));
  }
}

void main();
