import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { draw } from "../../../../lib/drawing/draw";
import type { Topology } from "../../../../lib/analysis/model/azure";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page in a browser, and what it did that it must not. */
export interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Errors and warnings of the console, and whatever was asked of a network. */
  readonly complaints: string[];
}

/** A browser for the tests of a file: pages are opened from disk, as their users do. */
export class InBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), "page-"));
  private readonly files = new Map<Topology, string>();

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<InBrowser> {
    return new InBrowser(await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS }));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Draws a topology as a page, unless it was before, and opens it with that fragment. */
  async open(topology: Topology, hash = "", options: BrowserContextOptions = {}): Promise<Opened> {
    const file = this.files.get(topology) ?? join(this.folder, `${this.files.size}.html`);
    if (!this.files.has(topology)) writeFileSync(file, await draw(topology, { format: "html" }));
    this.files.set(topology, file);
    const context = await this.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = pathToFileURL(file).href;
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (request.url().split("#")[0] !== url) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(`${url}${hash === "" ? "" : `#${hash}`}`);
    return { page, url, complaints };
  }
}

/** The box of a component in the picture. */
export const box = (id: string): string => `#picture .box[data-id="${id}"]`;

/** Texts of the cells of a table's rows, by its caption. */
export async function cells(page: Page, within: string, caption: string): Promise<string[][]> {
  const rows = page
    .locator(within)
    .locator("table", { has: page.locator("caption", { hasText: caption }) })
    .locator("tbody tr");
  return Promise.all((await rows.all()).map((row) => row.locator("td").allInnerTexts()));
}
