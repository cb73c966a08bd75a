import type { GuestPart } from "../../model/guest";
import { EVERYTHING, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { inputOf } from "./output";
import { at, named, operands, type Place, type Program, type Programs } from "./program";

/** The programs that start others, by name. */
export const STARTERS: Programs = {
  ...named(["sh", "bash", "dash", "source", "."], { affects: () => EVERYTHING, run: shell }),
  ...named(["python", "python3"], {
    affects: (_, args) => (/^(-V|--version)$/.test(args[0] ?? "") ? [] : EVERYTHING),
    run: python,
  }),
  su: { affects: () => EVERYTHING, run: su },
  ...named(
    [
      ...["xargs", "systemd-run", "chroot", "parallel", "runuser", "at", "batch"],
      ...["screen", "tmux", "watch", "script", "start-stop-daemon", "daemonize"],
    ],
    unknownStart(),
  ),
  flock: withoutDescriptor(unknownStart()),
};

/** `flock 9` locks a file that the shell has opened, and starts nothing. */
function withoutDescriptor(program: Program): Program {
  const starts = (args: readonly string[]): boolean => !args.every((word) => /^(-.*|[\d.]+)$/.test(word));
  return {
    affects: (place, args, command) => (starts(args) ? program.affects(place, args, command) : []),
    run: (place, args, command) => (starts(args) ? program.run(place, args, command) : undefined),
  };
}

function shell(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const option = args.findIndex((word) => /^-\w*c$/.test(word));
  if (option >= 0) {
    place.runScript({ file: place.file, text: args[option + 1] ?? "", args: args.slice(option + 3), ...runs(command) });
    return;
  }
  const first = args.findIndex((word) => !word.startsWith("-"));
  const path = first < 0 ? undefined : args[first];
  const text = path === undefined || args.includes("-s") ? inputOf(place, command) : place.boot.files.get(path);
  // It only sets variables.
  if (text === undefined && /^\/etc\/([\w-]*release|environment|default\/[\w-]+)$/.test(path ?? "")) return;
  if (text === undefined) leaveUnread(place.boot, at(place, command), EVERYTHING);
  else place.runScript({ file: path ?? place.file, text, args: args.slice(first + 1), ...runs(command) });
}

const runs = ({ conditional, repeated }: ShellCommand) => ({ conditional, repeated });

/** Python's own text is read by what it starts. */
function python(place: Place, args: readonly string[], command: ShellCommand): undefined {
  if (/^(-V|--version)$/.test(args[0] ?? "")) return;
  const [path] = operands(args);
  const inline = args[0] === "-c" ? args[1] : undefined;
  const text = inline ?? (path === undefined ? inputOf(place, command) : place.boot.files.get(path));
  if (text === undefined || args[0] === "-m") leaveUnread(place.boot, at(place, command), EVERYTHING);
  else place.runScript({ file: path ?? place.file, text: `#!/usr/bin/python3\n${text}`, ...runs(command) });
}

/** `su -c`: as another user, but a shell's text all the same. */
function su(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const option = args.findIndex((word) => /^(-\w*c|--command)$/.test(word));
  if (option < 0) leaveUnread(place.boot, at(place, command), EVERYTHING);
  else place.runScript({ file: place.file, text: args[option + 1] ?? "", ...runs(command) });
}

/** Programs that start another one with arguments, at a time or for users that only the machine knows. */
export function unknownStart(): Program {
  const affects = (place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[] => {
    for (let i = 0; i < args.length; i += 1) {
      const parts = place.affectedBy(args.slice(i), command);
      if (parts) return parts;
    }
    return EVERYTHING;
  };
  return {
    affects,
    run: (place, args, command) => {
      leaveUnread(place.boot, at(place, command), affects(place, args, command));
      return undefined;
    },
  };
}
