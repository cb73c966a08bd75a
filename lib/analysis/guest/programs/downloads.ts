import type { GuestPart } from "../../model/guest";
import { affectedParts, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { at, named, type Programs } from "./program";

/** The programs that download, by name: what they bring is known on the machine only. */
export const DOWNLOADS: Programs = named(["curl", "wget"], {
  affects: (_, args, command) => filesFrom(args, command),
  run: (place, args, command) => {
    leaveUnread(place.boot, at(place, command), filesFrom(args, command));
    return undefined;
  },
});

/** A download matters where it becomes a file that decides. A program that it is piped into is read by itself. */
function filesFrom(args: readonly string[], { redirects }: ShellCommand): readonly GuestPart[] {
  const option = args.findIndex((word) => /^(-\w*[oO]|--output(-document)?)$/.test(word));
  const targets = [...redirects.map(({ target }) => target), ...(option < 0 ? [] : [args[option + 1] ?? ""])];
  return targets.flatMap(affectedParts);
}
