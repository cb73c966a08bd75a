import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { articleFolder, filled, transcripts } from "../__tests__/support/transcripts";

/* Puts what the commands print into the pages that show it. */

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
  rmSync(folder, { recursive: true });
}

void main();
