import { basename } from "node:path";
import { type Boot, filesLike } from "../cloud-init/boot";
import { PRIVATE_PROCESS } from "./namespaces";
import { markExists } from "./path-exists";

/** A setting of a unit, with the file that it is in. */
export interface UnitSetting {
  readonly file: string;
  readonly key: string;
  readonly value: string;
}

export const nameOf = (unit: string): string => unit.replace(/\.service$/, "");

const withSuffix = (name: string): string => `${name}${/\.\w+$/.test(name) ? "" : ".service"}`;

export const pathOf = (name: string): string => `/etc/systemd/system/${withSuffix(name)}`;

/** The settings of a unit of the user data's own, and of its drop-ins, in the order in which systemd reads them. */
export function unitSettings(boot: Boot, name: string): UnitSetting[] {
  return [pathOf(name), ...dropIns(boot, withSuffix(name))].flatMap((file) =>
    settingsOf(file, boot.files.get(file) ?? ""),
  );
}

/**
 * The drop-ins of a unit, in the order of their names: those for all units of its type, for all whose name begins with
 * the same words before a dash, and for itself. Of several with one name, the one for the fewest units replaces the others.
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Description
 */
function dropIns(boot: Boot, unit: string): string[] {
  const type = unit.replace(/^.*\./, "");
  const prefixes = [...unit.slice(0, -type.length - 1).matchAll(/-/g)].map(({ index }) => unit.slice(0, index + 1));
  const folders = [type, ...prefixes.map((prefix) => `${prefix}.${type}`), unit];
  const byName = new Map(
    folders
      .flatMap((folder) => filesLike(boot, `/etc/systemd/system/${folder}.d/*.conf`))
      .map((path) => [basename(path), path] as const),
  );
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** The settings of one file. */
function settingsOf(file: string, text: string): UnitSetting[] {
  return text
    .replace(/\\\n/g, " ")
    .split("\n")
    .flatMap((line) => {
      const [, key, value] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [{ file, key, value }];
    });
}

/** The values of a list: an empty value takes back those before it. */
export function listOf(settings: readonly UnitSetting[], key: string): UnitSetting[] {
  const all = settings.filter((one) => one.key === key);
  return all.slice(all.map(({ value }) => value).lastIndexOf("") + 1);
}

/** The units that a unit starts with it. */
export const neededBy = (settings: readonly UnitSetting[]): string[] =>
  settings
    .filter(({ key }) => /^(Requires|Wants|BindsTo|Upholds)$/.test(key))
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((unit) => unit !== "");

/** Whether a unit's conditions hold now; undefined where only the machine knows. The setting is the one that decides. */
export function conditions(
  boot: Boot,
  settings: readonly UnitSetting[],
): { readonly hold: boolean | undefined; readonly setting?: UnitSetting } {
  const keys = new Set(settings.map(({ key }) => key).filter((key) => /^(Condition|Assert)|^ExecCondition$/.test(key)));
  const results = [...keys]
    .flatMap((key) => listOf(settings, key))
    .map((setting) => ({ setting, hold: holds(boot, setting) }));
  const decisive = results.find(({ hold }) => hold === false) ?? results.find(({ hold }) => hold === undefined);
  return decisive ?? { hold: true };
}

function holds(boot: Boot, { key, value }: UnitSetting): boolean | undefined {
  const [, negated, path] = /^(!?)(\/\S+)$/.exec(value) ?? [];
  if (!/^(Condition|Assert)PathExists$/.test(key) || path === undefined) return undefined;
  const exists = markExists(boot, path);
  return exists === undefined ? undefined : exists !== (negated === "!");
}

/** True for a unit whose processes have a network namespace of their own. */
export function hasOwnNetwork(settings: readonly UnitSetting[]): boolean {
  const last = (key: string): string => settings.filter((one) => one.key === key).at(-1)?.value ?? "";
  return /^(1|yes|y|true|t|on)$/i.test(last("PrivateNetwork")) || last("NetworkNamespacePath") !== "";
}

/** The commands of these settings, in their order, as scripts by their files. */
export function unitCommands(
  settings: readonly UnitSetting[],
  keys: readonly string[],
): { readonly file: string; readonly text: string }[] {
  const elsewhere = hasOwnNetwork(settings);
  return keys
    .flatMap((key) => listOf(settings, key))
    .reduce<{ file: string; text: string }[]>((scripts, { file, value }) => {
      // The marks that systemd reads, and the process that the unit has started.
      const marked = value.replace(/^[-+!@:]*/, "");
      const line = elsewhere ? marked.replace(/\$(MAINPID\b|\{MAINPID\})/g, PRIVATE_PROCESS) : marked;
      const last = scripts.at(-1);
      if (last?.file === file) last.text += `\n${line}`;
      else scripts.push({ file, text: line });
      return scripts;
    }, []);
}

/** The units that a target starts at each boot, by drop-ins and links, each with the file that says it. */
export function wantedAtBoot(boot: Boot): { readonly file: string; readonly unit: string }[] {
  return [...boot.files].flatMap(([file, text]) => {
    const [, target, kind, name = ""] =
      /^\/etc\/systemd\/system\/([\w@.-]+)\.(target\.d|wants|requires)\/([^/]+)$/.exec(file) ?? [];
    if (target === undefined || /^(shutdown|reboot|halt|poweroff|rescue|emergency|umount|final)\b/.test(target))
      return [];
    return kind === "target.d"
      ? neededBy(settingsOf(file, text)).map((unit) => ({ file, unit }))
      : [{ file, unit: name }];
  });
}
