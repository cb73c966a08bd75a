import { gunzipSync } from "node:zlib";
import { parseDocument } from "yaml";
import { mimeParts } from "./mime";

/** What cloud-init does at the first boot, in its order. */
export type BootStep =
  | { readonly kind: "file"; readonly path: string; readonly content: string; readonly append: boolean }
  | { readonly kind: "script"; readonly name: string; readonly text: string; readonly eachBoot?: boolean }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "unread"; readonly name: string; readonly line: string }
  | { readonly kind: "reboot" };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === null ? [] : [value];
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/**
 * The steps of a first boot, from user data in any of cloud-init's forms.
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 */
export function bootSteps(userData: string): BootStep[] {
  return inOrder(parts(userData, "user data"));
}

/** The first line of user data in none of cloud-init's forms, such as a router's own configuration. */
export function foreignLine(userData: string): string | undefined {
  const body = bodyOf(userData);
  return body === "" || FORMS.some((form) => form.test(body)) ? undefined : firstLine(body);
}

const FORMS = [/^##\s*template:/, /^#cloud-(config|boothook)/, /^#!/, /^#include/, /^(content-type|mime-version):/i];

const bodyOf = (text: string): string => text.replace(/^\uFEFF/, "").trimStart();

/** A step with its place in the boot: bootcmd, files, packages, deferred files, scripts, runcmd. */
interface Placed {
  readonly stage: number;
  readonly step: BootStep;
}

function inOrder(steps: readonly Placed[]): BootStep[] {
  return [...steps].sort((a, b) => a.stage - b.stage).map(({ step }) => step);
}

function parts(text: string, name: string): Placed[] {
  const body = bodyOf(text);
  if (body === "") return [];
  if (/^##\s*template:/.test(body)) return [unread(name, firstLine(body))];
  if (body.startsWith("#cloud-config")) return cloudConfig(body, name);
  if (body.startsWith("#!")) return [{ stage: 4, step: { kind: "script", name, text: body } }];
  if (body.startsWith("#cloud-boothook"))
    return [{ stage: 0, step: { kind: "script", name, text: body, eachBoot: true } }];
  if (/^(content-type|mime-version):/i.test(body)) {
    return mimeParts(body).flatMap(({ text: part, name: called }, i) =>
      parts(part, called ?? `part ${i + 1} of the user data`),
    );
  }
  return [unread(name, firstLine(body))];
}

const firstLine = (text: string): string => text.split("\n", 1)[0]!.slice(0, 120);
const unread = (name: string, line: string): Placed => ({ stage: 0, step: { kind: "unread", name, line } });

function cloudConfig(text: string, name: string): Placed[] {
  // cloud-init reads YAML 1.1, and lets the last of equal keys win.
  const document = parseDocument(text, { version: "1.1", uniqueKeys: false, logLevel: "silent" });
  const problem = document.errors[0];
  if (problem) return [unread(name, `no YAML: ${firstLine(problem.message)}`)];
  const content: unknown = readOut(() => document.toJS({ maxAliasCount: 1000 }));
  if (!isFields(content)) return [];
  return [
    ...script(content.bootcmd, "bootcmd", 0),
    ...listOf(content.write_files).flatMap(file),
    ...listOf(content.packages).flatMap((entry): Placed[] =>
      packageNames(entry).map((one) => ({ stage: 2, step: { kind: "package", name: one } })),
    ),
    ...script(content.runcmd, "runcmd", 5),
    ...(isFields(content.power_state) && textOf(content.power_state.mode) === "reboot"
      ? [{ stage: 6, step: { kind: "reboot" } } as const]
      : []),
    ...(isFields(content.power_state) && /^(poweroff|halt)$/.test(textOf(content.power_state.mode) ?? "")
      ? [unread(name, `power_state: mode: ${textOf(content.power_state.mode)}`)]
      : []),
    ...["ansible", "puppet", "chef", "salt_minion"]
      .filter((key) => content[key] !== undefined)
      .map((key) => unread(name, `${key}:`)),
  ];
}

function readOut(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function packageNames(entry: unknown): string[] {
  if (isFields(entry)) return Object.values(entry).flatMap((list) => listOf(list).flatMap(packageNames));
  const [name] = Array.isArray(entry) ? (entry as unknown[]) : [entry];
  return textOf(name) === "" ? [] : [textOf(name).replace(/[=/].*/, "")];
}

function script(value: unknown, name: string, stage: number): Placed[] {
  const lines = listOf(value).map((command) =>
    Array.isArray(command) ? (command as unknown[]).map((word) => quoted(textOf(word))).join(" ") : textOf(command),
  );
  return lines.length === 0
    ? []
    : [{ stage, step: { kind: "script", name, text: lines.join("\n"), eachBoot: stage === 0 } }];
}

const quoted = (word: string): string => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

function file(entry: unknown): Placed[] {
  if (!isFields(entry)) return [];
  const path = textOf(entry.path);
  const stage = entry.defer === true || textOf(entry.defer) === "true" ? 3 : 1;
  const content = decoded(textOf(entry.content), textOf(entry.encoding).toLowerCase());
  if (content === undefined || (entry.content === undefined && entry.source !== undefined)) {
    return [{ stage, step: { kind: "unread", name: path, line: "content that cannot be decoded" } }];
  }
  return [
    { stage, step: { kind: "file", path, content, append: entry.append === true || textOf(entry.append) === "true" } },
  ];
}

function decoded(content: string, encoding: string): string | undefined {
  try {
    if (/^(b64|base64)$/.test(encoding)) return Buffer.from(content, "base64").toString("utf8");
    if (/^(gz|gzip)\+(b64|base64)$/.test(encoding)) return gunzipSync(Buffer.from(content, "base64")).toString("utf8");
    if (/^(gz|gzip)$/.test(encoding)) return gunzipSync(Buffer.from(content, "latin1")).toString("utf8");
    return content;
  } catch {
    return undefined;
  }
}
