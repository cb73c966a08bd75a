import { symbolsIn, isOpen, shown, unknown } from "../../analysis/unknown/value";
import { printableJson } from "./terminal-text";

/** The version of every command's JSON: minor versions add keys, major ones change them. */
const FORMAT_VERSION = "1.0";

/** The keys whose text is a value that only the apply may know: then they hold an object. */
export const MAYBE_UNKNOWN: ReadonlySet<string> = new Set(["address", "next_hop_address", "prefix", "destination"]);

/** "nextHopType" is "next_hop_type". */
export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A command's answer as JSON, with `format_version`, keys in snake_case and empty lists. */
export function toJson(answer: object): string {
  return `${printableJson(JSON.stringify(converted({ formatVersion: FORMAT_VERSION, ...answer }), null, 2))}\n`;
}

function converted(value: unknown, key = ""): unknown {
  if (typeof value === "string") return text(value, key);
  if (Array.isArray(value)) return value.map((entry) => converted(entry, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => {
      const snake = snakeCase(name);
      // A file of assumptions, as it can be given to --assume.
      if (snake === "assume") return [snake, entry];
      return [snake, converted(entry, snake)];
    }),
  );
}

function text(value: string, key: string): unknown {
  const [first, ...others] = symbolsIn(value);
  const whole = first !== undefined && others.length === 0 && shown(value) === "(after apply)";
  if (whole) return MAYBE_UNKNOWN.has(key) ? unknown(first) : `\${${first}}`;
  return isOpen(value) ? shown(value) : value;
}
