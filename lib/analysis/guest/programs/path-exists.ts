import type { Boot } from "../cloud-init/boot";

/** Folders in which a first boot finds only what the user data writes. */
const EMPTY_AT_FIRST =
  /^(\/usr\/local\/(s?bin|etc|lib)\/[^/]+|\/etc\/systemd\/system\/[^/]+\.(service|timer|socket|path))$/;

/** Folders of services' own, without those that an image brings. */
const OWN_FOLDERS =
  /^\/(var\/(lib|cache|log)|run|opt|etc)\/(?!(apt|cloud|dbus|dhcp|dpkg|network|snapd|ssh|systemd|ubuntu|waagent|walinux)\b)[\w.-]+\/./;

/**
 * True for a file that is there; false for one that nothing can have brought before the first boot; undefined where only
 * the machine knows.
 *
 * @param script the text that asks: the mark of a script that runs once is made by the script itself
 */
export function pathExists({ files, possible }: Boot, path: string, script = ""): boolean | undefined {
  if (files.has(path) || [...files.keys()].some((one) => one.startsWith(`${path}/`))) return true;
  if (possible.has(path)) return undefined;
  const makes = script
    .split(/\s+/)
    .some((word, i, words) => word === path && /^(touch|>|>>)$/.test(words[i - 1] ?? ""));
  return makes || EMPTY_AT_FIRST.test(path) ? false : undefined;
}

/** As `pathExists`, of a unit's condition: the mark of a script of the user data's own is not there before it runs. */
export function markExists(boot: Boot, path: string): boolean | undefined {
  const found = pathExists(boot, path);
  if (found !== undefined || boot.possible.has(path) || !OWN_FOLDERS.test(path)) return found;
  const isNamed = [...boot.files.values()].some((text) => text.startsWith("#!") && text.includes(path));
  return isNamed ? false : undefined;
}
