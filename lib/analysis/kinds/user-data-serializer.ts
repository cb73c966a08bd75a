import { decodeUserData } from "./user-data";
import { evaluateJson } from "../terraform/expressions/read-expression";
import type { Scope } from "../terraform/expressions/scope";
import { ReadContext } from "../terraform/read-context";
import { shown } from "../unknown/value";

const ATTRIBUTES = ["custom_data", "user_data"] as const;

/** A text that is printed as lines, without quotes. */
class Lines {
  public constructor(public readonly text: string) {}
}

type Printer = (value: unknown, config: object, indentation: string, depth: number, refs: readonly unknown[]) => string;

/**
 * A snapshot serializer for Jest: user data of a machine, as base64 or as an expression, is printed as the lines that the
 * machine receives. References to other resources stay as they are.
 */
export const userDataSerializer = {
  test: (value: unknown): boolean => value instanceof Lines || Object.keys(decodedIn(value)).length > 0,
  serialize(
    value: object,
    config: object & { readonly indent?: string },
    indentation: string,
    depth: number,
    refs: readonly unknown[],
    print: Printer,
  ): string {
    if (!(value instanceof Lines)) return print({ ...value, ...decodedIn(value) }, config, indentation, depth, refs);
    const inner = `${indentation}${config.indent ?? "  "}`;
    return value.text
      .replace(/\n$/, "")
      .replace(/^(?=.)/gm, inner)
      .replace(/^/, "\n");
  },
};

/** The attributes of a machine that are encoded, decoded. */
function decodedIn(value: unknown): Readonly<Record<string, Lines>> {
  if (typeof value !== "object" || value === null) return {};
  const attributes = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    ATTRIBUTES.flatMap((name) => {
      const written = attributes[name];
      const text = typeof written === "string" ? decoded(written) : undefined;
      return text === undefined ? [] : [[name, new Lines(text)]];
    }),
  );
}

/** Undefined for what cannot be decoded, or holds no line of its own: `${base64encode(local.text)}`. */
function decoded(written: string): string | undefined {
  const nothing: Scope = { context: new ReadContext(), find: () => undefined };
  const text = decodeUserData(evaluateJson(written, nothing));
  const isText = text?.includes("\n") === true && text !== written && !/[^\t\n\r\u0020-\uFFFF]/.test(text);
  return isText ? shown(text) : undefined;
}
