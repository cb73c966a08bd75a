import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { InputFile } from "../../analysis/terraform/input-file";
import { readConfig } from "./cdktf-config";
import { stackFiles } from "./inventory";
import { errorCode, readRefusal } from "./system-error";
import { UserError } from "./user-error";

/** Standard input. */
const STDIN = "-";

/** What stands on a command line: names of things, and what they are looked for in. */
export interface Arguments {
  readonly names: readonly string[];
  readonly inputs: readonly string[];
}

/**
 * Input wherever it stands: "-", whatever is there as a file or folder, and what is called *.json; everything else is a
 * name.
 */
export function splitArguments(words: readonly string[]): Arguments {
  const isInput = (word: string): boolean => word === STDIN || word.endsWith(".json") || existsSync(word);
  return { names: words.filter((word) => !isInput(word)), inputs: words.filter(isInput) };
}

/** What the app of this folder was last synthesized to: a folder. */
export const defaultInput = (): string => readConfig().output ?? "cdktf.out";

/**
 * Reads files, folders and standard input ("-").
 * @param inputs none: what the app of this folder was last synthesized to
 * @throws UserError where something is missing, or no text
 */
export async function readInput(inputs: readonly string[]): Promise<InputFile[]> {
  const files = inputs.length === 0 ? defaultFiles() : inputs.flatMap(filesOf);
  const distinct = [...new Map(files.map((file) => [file === STDIN ? file : resolve(file), file])).values()];
  return Promise.all(
    distinct.map(async (file) =>
      file === STDIN
        ? { name: "standard input", text: await readStdin() }
        : { name: shownName(file), text: readFile(file) },
    ),
  );
}

function defaultFiles(): string[] {
  const folder = defaultInput();
  const files = existsSync(folder) ? filesIn(folder) : [];
  if (files.length > 0) return files;
  throw new UserError(
    {
      text: "no Terraform JSON to read",
      got: `no file argument, and no ${folder}/stacks/*/cdk.tf.json`,
      want: 'a cdk.tf.json, or a plan or state as "terraform show -json" prints it',
      fix: "run npx forced-tunnel synth, or name a file, or - for standard input",
    },
    2,
  );
}

function filesOf(input: string): string[] {
  if (input === STDIN) return [STDIN];
  if (!existsSync(input))
    throw cannotRead(
      input,
      "no such file or folder",
      "name an existing file, or run npx forced-tunnel synth to create it",
    );
  const files = listed(input);
  if (files.length === 0) throw cannotRead(input, "a folder without *.tf.json files");
  return files;
}

/** The file itself, or those of a folder. */
function listed(input: string): string[] {
  try {
    return statSync(input).isDirectory() ? filesIn(input) : [input];
  } catch (error) {
    // A manifest that is none has another cause than the system.
    throw errorCode(error) === undefined ? error : refused(input, error);
  }
}

/** The stacks of a cdktf.out; or Terraform's own way: every *.tf.json of a folder. */
function filesIn(folder: string): string[] {
  const stacks = stackFiles(folder).filter((file) => existsSync(file));
  if (stacks.length > 0) return stacks;
  const names = readdirSync(folder).sort();
  const own = names.filter((name) => name.endsWith(".tf.json"));
  // One configuration with them: an answer without what they hold would be about another network.
  for (const [what, pattern] of NOT_READ) {
    const found = names.filter((name) => pattern.test(name));
    if (own.length > 0 && found.length > 0)
      throw cannotRead(folder, `${what} among the JSON files: ${found.slice(0, MAX_NAMED).join(", ")}`, READ_A_PLAN);
  }
  return own.map((name) => join(folder, name));
}

/** What Terraform reads of a folder, beside its JSON. */
const NOT_READ: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["HCL files", /\.tf$/],
  ["override files", /^(.*_)?override\.tf\.json$/],
  ["values of variables", /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/],
];

const READ_A_PLAN = "terraform plan -out x.tfplan && terraform show -json x.tfplan | npx forced-tunnel routes -";

const MAX_NAMED = 3;

function readFile(file: string): string {
  const text = contents(file);
  // A plan as Terraform writes it to a file is a zip archive.
  if (text.startsWith("PK\u0003\u0004")) {
    throw new UserError(
      {
        text: `${file} is a binary plan`,
        want: "JSON",
        fix: `terraform show -json ${file} | npx forced-tunnel routes -`,
      },
      2,
    );
  }
  if (/\.(tf|hcl)$/.test(file)) {
    throw new UserError(
      {
        text: `${file} is HCL, which is not supported`,
        want: "JSON",
        fix: READ_A_PLAN,
      },
      2,
    );
  }
  return text;
}

function contents(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw refused(file, error);
  }
}

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) throw cannotRead("standard input", "a terminal without piped input");
  let text = "";
  for await (const part of process.stdin.setEncoding("utf8")) text += String(part);
  return text;
}

const shownName = (file: string): string => {
  const short = relative("", file);
  return short.startsWith("..") ? file : short;
};

function refused(input: string, error: unknown): UserError {
  const { got, fix } = readRefusal(input, error);
  return cannotRead(input, got, fix);
}

const cannotRead = (input: string, got: string, fix = "terraform show -json | npx forced-tunnel routes -"): UserError =>
  new UserError(
    {
      text: `${input} cannot be read`,
      got,
      want: 'a cdk.tf.json, a plan or state as "terraform show -json" prints it, or a folder of them',
      fix,
    },
    2,
  );
