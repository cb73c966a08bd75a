import { mayWriteAsMethod } from "./python-files";
import type { PythonToken } from "./python-tokens";

/** Modules of Python's library that change neither packets nor routes by themselves. */
const MODULES: ReadonlySet<string> = new Set([
  ...[
    "__future__",
    "abc",
    "argparse",
    "array",
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "collections",
    "concurrent",
  ],
  ...[
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "email",
    "enum",
  ],
  ...[
    "errno",
    "fractions",
    "functools",
    "gc",
    "getopt",
    "getpass",
    "gettext",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
  ],
  ...[
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "locale",
    "logging",
    "math",
    "numbers",
    "operator",
    "optparse",
  ],
  ...[
    "os",
    "pathlib",
    "platform",
    "pprint",
    "queue",
    "random",
    "re",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shlex",
  ],
  ...["signal", "smtplib", "socket", "ssl", "stat", "statistics", "string", "struct", "subprocess", "sys", "syslog"],
  ...["textwrap", "threading", "time", "traceback", "types", "typing", "unicodedata", "urllib", "uuid", "warnings"],
  ...["weakref", "xml", "zlib", "zoneinfo"],
]);

/** Names after a dot that start programs, or change files, in a way that is not read. */
const UNREAD_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["system", "popen", "execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe", "posix_spawn"],
  ...["posix_spawnp", "spawnl", "spawnle", "spawnlp", "spawnv", "spawnve", "spawnvp", "getoutput", "getstatusoutput"],
  ...["write_text", "write_bytes", "unlink", "rename", "replace_with", "symlink_to", "symlink", "link", "truncate"],
  ...["AF_NETLINK", "AF_PACKET", "SOCK_RAW", "import_module", "create_subprocess_exec", "create_subprocess_shell"],
  ...["modules"],
]);

/** Functions that run a text, or a name that is made while the program runs. */
const UNREAD_FUNCTIONS: ReadonlySet<string> = new Set(["exec", "eval", "compile", "__import__", "globals", "vars"]);

/** Sockets of daemons that change packets or routes on request. */
const DAEMON_SOCKETS = /\/run\/(frr|quagga|bird|openvswitch|docker|dbus|firewalld)\b/;

/** Why a Python program may do more than its commands; undefined where it does not. */
export function hazardIn(tokens: readonly PythonToken[]): string | undefined {
  for (let i = 0; i < tokens.length; i += 1) {
    const found = importAt(tokens, i) ?? useAt(tokens, i);
    if (found !== undefined) return found;
  }
  return undefined;
}

function importAt(tokens: readonly PythonToken[], at: number): string | undefined {
  const token = tokens[at]!;
  const starts = at === 0 || tokens[at - 1]!.kind === "end" || tokens[at - 1]!.text === ";";
  if (token.kind !== "name" || (token.text !== "import" && token.text !== "from")) return undefined;
  if (!starts && token.text === "from") return undefined;
  const line = tokens.slice(at + 1, endOfLine(tokens, at));
  const names = token.text === "from" ? line.slice(0, 1) : firstNames(line);
  if (!starts) return undefined;
  const unread = names.find(({ text }) => !MODULES.has(text));
  if (unread) return `import ${unread.text}`;
  const renamed = token.text === "from" || line.some(({ text }) => text === "as");
  return renamed && names.some(({ text }) => text === "subprocess" || text === "os") ? "a renamed import" : undefined;
}

const endOfLine = (tokens: readonly PythonToken[], at: number): number => {
  const end = tokens.findIndex(({ kind, text }, i) => i > at && (kind === "end" || text === ";"));
  return end < 0 ? tokens.length : end;
};

/** The modules of `import a, b.c as d`. */
const firstNames = (line: readonly PythonToken[]): readonly PythonToken[] =>
  line.filter(({ kind }, i) => kind === "name" && (i === 0 || line[i - 1]!.text === ","));

function useAt(tokens: readonly PythonToken[], at: number): string | undefined {
  const token = tokens[at]!;
  if (token.kind === "string") return textHazard(token);
  if (token.kind !== "name") return undefined;
  const afterDot = tokens[at - 1]?.text === ".";
  if (afterDot && UNREAD_ATTRIBUTES.has(token.text) && !isOfOs(tokens, at)) return token.text;
  if (!afterDot && UNREAD_FUNCTIONS.has(token.text) && tokens[at + 1]?.text === "(") return token.text;
  if (token.text === "subprocess" && tokens[at + 1]?.text !== "." && !isImported(tokens, at)) return "subprocess";
  // `open(…)` and the functions of `os` that change files are read by their paths.
  return afterDot && token.text === "open" && mayWriteAsMethod(tokens, at + 1) ? "open" : undefined;
}

/** `os.unlink(…)`, whose arguments are paths. */
const isOfOs = (tokens: readonly PythonToken[], at: number): boolean =>
  tokens[at - 2]?.text === "os" &&
  tokens[at + 1]?.text === "(" &&
  /^(unlink|rename|symlink|link|truncate)$/.test(tokens[at]!.text);

const textHazard = ({ text, formatted }: PythonToken): string | undefined =>
  DAEMON_SOCKETS.test(text) || (formatted && text.includes("subprocess")) ? text.slice(0, 60) : undefined;

const isImported = (tokens: readonly PythonToken[], at: number): boolean =>
  /^(import|,|from)$/.test(tokens[at - 1]?.text ?? "");
