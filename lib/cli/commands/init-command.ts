import { randomUUID } from "node:crypto";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { DEFAULT_EXAMPLE, exampleNames, exampleText, exampleTitle, EXPECTATIONS } from "../input/app-examples";
import { makeFolder } from "../input/folders";
import { ownPackage } from "../input/package-folder";
import { packageSource } from "../input/package-source";
import { writeRefusal } from "../input/system-error";
import { UserError } from "../input/user-error";
import { newAppFiles } from "../render/new-app";
import { shellWord } from "../render/shell-word";
import { print } from "./print-answer";

interface Options {
  readonly example: string;
  readonly esm?: true;
  readonly package?: string;
}

/** What the app's own tools are, in the versions that this package is tested with. */
const TOOLS = ["@swc/core", "@swc/jest", "@types/jest", "@types/node", "jest", "tsx", "typescript"];

/** `forced-tunnel init`: a folder with an app that synthesizes and is tested. */
export function initCommand(): Command {
  const names = exampleNames();
  return new Command("init")
    .description(
      "Creates a folder with an app: main.ts from an example, its configuration, and a test. Overwrites nothing.",
    )
    .argument("[folder]", "folder of the new app", ".")
    .addOption(new Option("--example <name>", "example that becomes main.ts").choices(names).default(DEFAULT_EXAMPLE))
    .option("--esm", "ECMAScript modules (default: CommonJS)")
    .option(
      "--package <source>",
      "tarball, version or URL that npm installs this package from (default: what it is installed from here)",
    )
    .addHelpText("after", () => helpText(names))
    .action(init);
}

function helpText(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const titles = names.map((name) => `  ${name.padEnd(width)}  ${exampleTitle(name)}`);
  return `\nApps to start from:\n${titles.join("\n")}\n\nExample:\n  npx forced-tunnel init my-app --example two-hubs`;
}

function init(folder: string, options: Options): void {
  const own = ownPackage();
  const source = packageSource(options.package, folder);
  const files = newAppFiles({
    name: packageName(folder),
    projectId: randomUUID(),
    example: exampleText(options.example),
    expectations: EXPECTATIONS[options.example] ?? [],
    isModule: options.esm === true,
    library: own.name,
    dependencies: sorted({ ...own.peerDependencies, [own.name]: source }),
    devDependencies: Object.fromEntries(TOOLS.map((tool) => [tool, own.devDependencies[tool]!])),
  });
  refuseExisting(folder, Object.keys(files));
  write(folder, files);
  const where = relative("", resolve(folder));
  print(
    `${where || "."}: ${Object.keys(files).join(", ")}\n` +
      `next  ${where === "" ? "" : `cd ${shellWord(where)} && `}npm install\n` +
      "      npm start    synthesizes the app; deploys nothing\n" +
      "      npm test\n" +
      `${own.name} comes from ${source}\n`,
  );
}

/** A name that npm accepts, from that of the folder. */
const packageName = (folder: string): string =>
  basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|-+$/g, "") || "network";

const sorted = (record: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function refuseExisting(folder: string, names: readonly string[]): void {
  const existing = names.filter((name) => existsSync(join(folder, name)));
  if (existing.length === 0) return;
  throw new UserError(
    {
      text: `${existing.length === 1 ? "a file of the new app exists" : "files of the new app exist"} already; nothing was written`,
      got: existing.map((name) => join(folder, name)).join(", "),
      want: "a folder without these files, or the name of a new one",
      fix: `npx forced-tunnel init ${shellWord(join(folder, "my-app"))}`,
    },
    2,
  );
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw cannotCreate(folder, "a file");
  try {
    makeFolder(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { flag: "wx" });
  } catch (error) {
    const { got, fix } = writeRefusal(join(folder, "package.json"), error);
    throw cannotCreate(folder, got, fix);
  }
}

const cannotCreate = (folder: string, got: string, fix = "npx forced-tunnel init another-folder"): UserError =>
  new UserError(
    {
      text: `cannot create an app in "${folder}"`,
      got,
      want: "a folder that you can write to, or the name of a new one",
      fix,
    },
    2,
  );
