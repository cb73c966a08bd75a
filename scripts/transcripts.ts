import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTopology } from "../lib/analysis/kinds/read-topology";
import { draw } from "../lib/drawing/draw";
import { articleFolder, filled, transcripts } from "../__tests__/support/transcripts";

/* Puts what the commands print, and the picture of main.ts, into the pages that show them. */

const ROOT = join(__dirname, "..");

async function main(): Promise<void> {
  const pages = [
    "README.md",
    ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
      .filter((page) => page.endsWith(".md"))
      .map((page) => join("docs", page)),
  ];
  const folder = articleFolder();
  for (const page of pages) {
    const text = readFileSync(join(ROOT, page), "utf8");
    if (transcripts(text).length > 0) writeFileSync(join(ROOT, page), await filled(text, folder));
  }
  const text = readFileSync(join(folder, "cdktf.out/stacks/forced-tunneling/cdk.tf.json"), "utf8");
  const picture = await draw(readTopology([{ name: "main.ts", text }]), { format: "svg" });
  writeFileSync(join(ROOT, "docs/images/topology.svg"), picture);
  rmSync(folder, { recursive: true });
}

void main();
