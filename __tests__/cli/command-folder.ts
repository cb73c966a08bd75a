import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuiltCommand } from "../support/command";

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stack of an app that writes JSON by itself. */
export interface JsonStack {
  readonly dependencies?: readonly string[];
  readonly variables?: readonly string[];
}

/** The built command in an empty folder, which a test fills. */
export class CommandFolder {
  public readonly path = mkdtempSync(join(tmpdir(), "cli-test-"));
  /** TMPDIR of the command. */
  public readonly temporary = join(this.path, "tmp");

  public constructor(private readonly command: BuiltCommand) {
    mkdirSync(this.temporary);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  public run(...args: readonly string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  /** In a process group of its own, as a shell would start it. */
  public start(...args: readonly string[]): ChildProcess {
    return this.startWith({}, ...args);
  }

  public startWith({ env, ...options }: SpawnOptions, ...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.command.file, ...args], {
      cwd: this.path,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      env: { ...process.env, TMPDIR: this.temporary, NO_COLOR: "1", ...env },
    });
  }

  public write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  /** An app that writes what cdktf would write, in a fraction of the time. */
  public writeJsonApp(stacks: Readonly<Record<string, JsonStack>>, afterwards = ""): void {
    this.write("cdktf.json", JSON.stringify({ app: "node app.js" }));
    this.write("app.js", jsonApp(stacks, afterwards));
  }

  /** Temporary folders of the command that still exist. */
  public leftBehind(): string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith("forced-tunnel-"));
  }
}

/** A {@link CommandFolder} for each test; `current` is that of the running one. */
export function useCommandFolder(): { readonly current: CommandFolder } {
  let command: BuiltCommand;
  let folder: CommandFolder;
  beforeAll(() => {
    command = new BuiltCommand();
  });
  afterAll(() => command.remove());
  beforeEach(() => {
    folder = new CommandFolder(command);
  });
  afterEach(() => folder.remove());
  return {
    get current() {
      return folder;
    },
  };
}

/** Waits for the end of a command. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data) => (stdout += String(data)));
  child.stderr?.on("data", (data) => (stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

/** The files below a folder, with their text. */
export function contents(below: string): Record<string, string> {
  const files = readdirSync(below, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(below, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(below, name), "utf8")]));
}

const jsonApp = (stacks: Readonly<Record<string, JsonStack>>, afterwards: string): string =>
  `const { mkdirSync, writeFileSync } = require("node:fs");
     const out = process.env.CDKTF_OUTDIR;
     const stacks = {};
     for (const [name, { dependencies = [], variables = [] }] of Object.entries(${JSON.stringify(stacks)})) {
       stacks[name] = { name, dependencies, annotations: [], synthesizedStackPath: "stacks/" + name + "/cdk.tf.json" };
       mkdirSync(out + "/stacks/" + name, { recursive: true });
       const variable = Object.fromEntries(variables.map((key) => [key, {}]));
       writeFileSync(out + "/" + stacks[name].synthesizedStackPath, JSON.stringify({ variable }));
     }
     writeFileSync(out + "/manifest.json", JSON.stringify({ stacks }));
     ${afterwards}`;
