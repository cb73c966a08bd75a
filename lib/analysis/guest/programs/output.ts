import type { ShellCommand } from "../shell/shell-command";
import { operands, type Place } from "./program";

/** What the command before in the pipe prints; undefined where only the machine knows. */
export function piped(place: Place, { pipedFrom }: ShellCommand): string | undefined {
  const before = pipedFrom.at(-1);
  if (!before) return undefined;
  const words = before.words[0] === "sudo" ? before.words.slice(1) : before.words;
  if (words[0] === "echo") return echoed(words.slice(1));
  if (words[0] === "printf") return printed(words.slice(1));
  return words[0] === "cat" ? concatenated(place, { ...before, words, pipedFrom: pipedFrom.slice(0, -1) }) : undefined;
}

/** What `echo` prints. */
export function echoed(words: readonly string[]): string {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const options = words.slice(0, first < 0 ? words.length : first).join("");
  const text = first < 0 ? "" : words.slice(first).join(" ");
  return `${options.includes("e") ? unescaped(text) : text}${options.includes("n") ? "" : "\n"}`;
}

/** What `printf` prints. */
export function printed([format = "", ...values]: readonly string[]): string {
  const slots = format.match(/%s/g)?.length ?? 0;
  if (slots === 0) return unescaped(format);
  let text = "";
  for (let i = 0; i < Math.max(values.length, 1); i += slots) {
    let next = i;
    text += unescaped(format).replace(/%s/g, () => values[next++] ?? "");
  }
  return text;
}

const unescaped = (text: string): string => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");

/** What `cat` prints; undefined where only the machine knows. */
export function concatenated(place: Place, command: ShellCommand): string | undefined {
  const paths = operands(command.words.slice(1));
  const from = paths.length === 0 && command.inputFile !== undefined ? [command.inputFile] : paths;
  if (from.length === 0) return command.input ?? piped(place, command);
  const texts = from.map((path) => place.boot.files.get(path));
  return texts.every((text) => text !== undefined) ? texts.join("") : undefined;
}

/** What a command reads on its standard input; undefined where only the machine knows. */
export const inputOf = (place: Place, command: ShellCommand): string | undefined =>
  command.input ?? (command.inputFile === undefined ? piped(place, command) : place.boot.files.get(command.inputFile));
