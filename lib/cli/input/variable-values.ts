import * as v from "valibot";
import type { Assumptions } from "../../analysis/model/assumptions";
import { type Declared } from "./declared-variables";
import { nearestName } from "../../domain/nearest-name";
import { UserError } from "./user-error";

/** The value of an expression, as assumptions have it. */
export type AssumedValue = NonNullable<Assumptions["values"]>[string];

/**
 * What `--var name=value` says, as Terraform's own option takes it: by the type that the file declares, and where that
 * says none what JSON reads as a number or flag.
 * @param declared undefined where nobody knows which variables there are
 * @throws UserError where it has no "=", names no variable, or its value is none of the variable's type
 */
export function parseVariables(options: readonly string[], declared: Declared | undefined): Assumptions {
  const entries = options.map((option): [string, AssumedValue] => {
    const at = option.indexOf("=");
    if (at < 1)
      throw new UserError(
        {
          text: "--var needs a name and a value",
          got: option,
          want: "name=value",
          fix: `--var ${option.replace("=", "") || "branch_to_branch"}=true`,
        },
        2,
      );
    const name = option.slice(0, at);
    if (declared && !declared.has(name)) throw notDeclared(name, option.slice(at), [...declared.keys()]);
    return [`var.${name}`, converted(name, option.slice(at + 1), declared?.get(name), "--var")];
  });
  return { values: Object.fromEntries(entries) };
}

/**
 * The values of a file, those of variables converted to the types that are declared. @throws UserError where one cannot
 * be
 */
export function typedValues(
  values: NonNullable<Assumptions["values"]>,
  declared: Declared | undefined,
): NonNullable<Assumptions["values"]> {
  const typed = Object.entries(values).map(([expression, value]): [string, AssumedValue] => {
    const name = expression.startsWith("var.") ? expression.slice("var.".length) : undefined;
    const type = name === undefined ? undefined : declared?.get(name);
    if (
      name === undefined ||
      (type !== "bool" && type !== "number") ||
      typeof value === { bool: "boolean", number: "number" }[type]
    )
      return [expression, value];
    if (typeof value !== "string") throw unfit(name, JSON.stringify(value), type, "assume");
    return [expression, converted(name, value, type, "assume")];
  });
  return Object.fromEntries(typed);
}

/** The words that Terraform converts to a flag: no others, and not in capital letters. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COLLECTION = /^(list|set|tuple)\b/;

type Origin = "--var" | "assume";

function converted(name: string, text: string, type: string | undefined, origin: Origin): AssumedValue {
  if (type === "bool") {
    if (!FLAGS.has(text)) throw unfit(name, text, type, origin);
    return FLAGS.get(text)!;
  }
  if (type === "number") {
    if (!NUMBER.test(text)) throw unfit(name, text, type, origin);
    return Number(text);
  }
  if (type === "string") return text;
  if (type !== undefined && COLLECTION.test(type)) return list(name, text);
  return guessed(name, text, origin);
}

function guessed(name: string, text: string, origin: Origin): AssumedValue {
  if (text === "true" || text === "false") return text === "true";
  // Terraform would refuse it where a flag is wanted; taken for a text it would pass for one that is off.
  if (/^(true|false)$/i.test(text)) throw unfit(name, text, "bool", origin);
  if (text.startsWith("[")) return list(name, text);
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text;
}

function list(name: string, text: string): readonly string[] {
  try {
    return v.parse(v.array(v.string()), JSON.parse(text));
  } catch {
    const sentence = text.startsWith("[") ? `--var ${name} is not a valid list` : `--var ${name} must be a list`;
    throw new UserError(
      {
        text: sentence,
        got: text,
        want: "a JSON list of strings, in single quotes for the shell",
        fix: `--var ${name}='["192.0.2.0/28"]'`,
      },
      2,
    );
  }
}

function unfit(name: string, got: string, type: "bool" | "number", origin: Origin): UserError {
  const want =
    type === "bool" ? "true, false, 1 or 0, as in Terraform" : "a decimal number: the variable is declared as a number";
  const example = type === "bool" ? String(/^(t|y|on)/i.test(got.replace(/^"/, ""))) : "1";
  const fix = origin === "--var" ? `--var ${name}=${example}` : `"var.${name}": ${example}`;
  return new UserError({ text: `var.${name} must be a ${type === "bool" ? "flag" : "number"}`, got, want, fix }, 2);
}

function notDeclared(name: string, rest: string, have: readonly string[]): UserError {
  const meant = nearestName(name, have);
  const fix = meant === undefined ? "name an existing variable, or remove the option" : `--var ${meant}${rest}`;
  return new UserError(
    {
      text: `no variable is named "${name}"`,
      got: name,
      want: have.length === 0 ? "a variable of the files, which have none" : `one of ${[...have].sort().join(", ")}`,
      fix,
    },
    2,
  );
}
