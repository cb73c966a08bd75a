import { posix } from "node:path";
import { asset } from "./asset";
import type { CloudInitExtras, CloudInitFile } from "./cloud-init";

/** Input of {@link changeScript}. */
export interface ChangeScriptOptions extends Pick<CloudInitExtras, "packages" | "commands"> {
  /** All files of the NVA, with the user's. */
  readonly files: readonly CloudInitFile[];
}

const FILES = "#@files\n";

/**
 * A shell script that brings a running NVA to these files, with all of them in it: `terraform plan` shows a change line by
 * line. Packages that are missing are installed. Commands are a comment: they run on a new machine only.
 */
export function changeScript({ files, packages = [], commands = [] }: ChangeScriptOptions): string {
  return asset("forced-tunnel-change").replace(FILES, () =>
    [writeNew(files, packages), each(files), ...onlyOnNewMachines(commands)].join("\n"),
  );
}

function writeNew(files: readonly CloudInitFile[], packages: readonly string[]): string {
  const folders = [...new Set(files.map(({ path }) => posix.dirname(path)))];
  const install = packages.map(quoted).join(" ");
  return `${[
    "write_new() {",
    ...(packages.length > 0
      ? [
          `dpkg -s ${install} >/dev/null 2>&1 ||`,
          `DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y install ${install} || return 1`,
        ]
      : []),
    'rm -rf "$new"',
    `mkdir -p ${folders.map((folder) => `"$new"${quoted(folder)}`).join(" ")} || return 1`,
    ...files.map(written),
    "}",
  ].join("\n")}\n`;
}

function written({ path, content }: CloudInitFile): string {
  const end = delimiter(content);
  const text = `cat >"$new"${quoted(path)} <<'${end}' || return 1\n${content}`;
  // The shell's text ends with a line end; not every file does.
  return content.endsWith("\n") || content === ""
    ? `${text}${end}`
    : `${text}\n${end}\ntruncate -s -1 "$new"${quoted(path)} || return 1`;
}

function delimiter(content: string): string {
  const lines = new Set(content.split("\n"));
  let end = "END_OF_FILE";
  while (lines.has(end)) end += "_";
  return end;
}

function each(files: readonly CloudInitFile[]): string {
  const lines = files.map(
    ({ path, permissions = "0644", owner = "root:root" }) =>
      `  "$1" ${quoted(path)} ${quoted(permissions)} ${quoted(owner)}`,
  );
  return `each() {\n${lines.join("\n")}\n}\n`;
}

function onlyOnNewMachines(commands: NonNullable<CloudInitExtras["commands"]>): readonly string[] {
  if (commands.length === 0) return [];
  const texts = commands.map((command) => (typeof command === "string" ? command : command.map(quoted).join(" ")));
  const lines = texts.flatMap((text) => text.split(/[\r\n]/)).map((line) => `#   ${line}\n`);
  return [`# Only a new machine runs these commands: terraform apply -replace.\n${lines.join("")}`];
}

/** As a word of the shell. */
const quoted = (text: string): string => (/^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
