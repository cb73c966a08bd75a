import { affectedParts, filesLike, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { at, operands, type Place } from "./program";
import { editedBySed } from "./sed-script";
import { forget, write, writeUnknown } from "./written-files";

/** Runs `sed`, in place or into another file. */
export function editFiles(place: Place, args: readonly string[], command: ShellCommand): void {
  const { boot } = place;
  const { expressions, paths } = argumentsOf(place, args);
  const extended = args.some((word) => /^-\w*[Er]/.test(word));
  const edited = (path: string): string | undefined => {
    const text = boot.files.get(path);
    return text === undefined ? undefined : editedBySed(text, expressions, extended);
  };
  if (paths.length > 0 && args.some((word) => /^(-[nErs]*i|--in-place)/.test(word))) {
    for (const path of paths) {
      const text = edited(path);
      if (text !== undefined) boot.files.set(path, text);
      else forget(place, path, command.line);
    }
    return;
  }
  const texts = paths.map(edited);
  if (paths.length === 0) leaveUnread(boot, at(place, command), operands(args).flatMap(affectedParts));
  if (texts.length === 0 || texts.includes(undefined)) writeUnknown(place, command);
  else for (const { target, append } of command.redirects) write(boot, target, texts.join(""), append);
}

function argumentsOf({ boot }: Place, args: readonly string[]) {
  const given = args.flatMap((word, i) => {
    if (/^(-[a-zA-Z]*e|--expression)$/.test(args[i - 1] ?? "")) return [word];
    return word.startsWith("--expression=") ? [word.slice("--expression=".length)] : [];
  });
  const rest = operands(args).filter((word) => !given.includes(word));
  const paths = given.length > 0 ? rest : rest.slice(1);
  return {
    expressions: given.length > 0 ? given : rest.slice(0, 1),
    paths: paths.flatMap((path) => (path.includes("*") ? filesLike(boot, path) : [path])),
  };
}
