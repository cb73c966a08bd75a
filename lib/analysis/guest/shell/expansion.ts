import { trimmed } from "./glob";
import { plain, substitutions } from "./quotes";
import type { Word } from "./shell-syntax";

/** The values of a script's variables, as far as the script sets them. */
export interface Variables {
  /** By name; undefined for what only the machine knows. */
  readonly named: Map<string, string | undefined>;
  /** `$1` and those after it; undefined where they are not known. */
  args: readonly string[] | undefined;
}

/** A word, or the words that it is split into. What the script does not set itself stays as written. */
export function expanded({ text, quoted }: Word, variables: Variables): string[] {
  if (/^\$\{?[@*]\}?$/.test(text) && variables.args) return [...variables.args];
  const filled = filledIn(text, variables);
  // What is assigned is not split.
  if (quoted || filled === text || /^\w+\+?=/.test(text)) return [filled];
  return isKnown(filled) ? filled.split(/\s+/).filter((word) => word !== "") : [filled];
}

/** The text with variables that the script sets. */
export function filledIn(text: string, variables: Variables): string {
  return withoutTrimming(text, variables).replace(
    /\$(?:\{(\w+|[@*#])(?::?-([^{}]*))?\}|(\w+|[@*#]))/g,
    (all, braced?: string, otherwise?: string, bare?: string) => {
      const name = braced ?? shortName(bare!);
      const rest = braced === undefined ? bare!.slice(name.length) : "";
      const value = valueOf(name, variables);
      if (value !== undefined && !(value === "" && otherwise !== undefined)) return `${value}${rest}`;
      return otherwise !== undefined && !variables.named.has(name) ? otherwise : all;
    },
  );
}

/** `${1#--}` and its like, where the value and the pattern are known. */
function withoutTrimming(text: string, variables: Variables): string {
  return text.replace(/\$\{(\w+)(##?|%%?)([^{}$`]*)\}/g, (all, name: string, operator: string, pattern: string) => {
    const value = valueOf(name, variables);
    return value === undefined || !isKnown(value) ? all : trimmed(value, operator, pattern);
  });
}

/** `$10` is `$1` and a 0. */
const shortName = (name: string): string => (/^\d/.test(name) ? name[0]! : name);

function valueOf(name: string, { named, args }: Variables): string | undefined {
  if (name === "#") return args && String(args.length);
  if (name === "@" || name === "*") return args?.join(" ");
  if (/^[1-9]\d*$/.test(name)) return args && (args[Number(name) - 1] ?? "");
  return named.get(name);
}

/** True where the text has nothing more that only the machine knows. */
export const isKnown = (text: string): boolean => !/[$`]/.test(text);

/** An assignment's name and value; undefined for other words. */
export function assignmentIn(word: string): { readonly name: string; readonly value: string | undefined } | undefined {
  const [, name, added, value = ""] = /^(\w+)(\+)?=([^]*)$/.exec(word) ?? [];
  if (name === undefined || /^\d/.test(name)) return undefined;
  // What a command prints is known on the machine only.
  const open = added !== undefined || substitutions(value).length > 0 || value.includes("${array}");
  return { name, value: open ? undefined : value };
}

/** As programs get it. */
export const asGiven = (text: string): string => plain(text);
