import { isUtf8 } from "node:buffer";
import { stringify } from "yaml";
import { symbol, symbolsIn } from "../../unknown/value";
import { isJsonList, isJsonObject, type Json } from "../json";
import { isKnown, isList, isObject, NoValue, textOf, unknownBase64, type Value } from "../value";
import type { ReadContext } from "../read-context";

/** Base64, or where the text is only partly known something that still has the text in it. */
export function encodeBase64(text: string, context: ReadContext): Value {
  if (isKnown(text)) return Buffer.from(text, "utf8").toString("base64");
  const expression = (): string => `base64encode(${JSON.stringify(text)})`;
  return context.assumedFor(expression) ?? unknownBase64(expression, text);
}

/** The text that base64 stands for. @throws NoValue where it is none */
export function decodeBase64(text: string): string {
  const signs = text.replaceAll(/[\r\n]/g, "");
  const bytes = Buffer.from(signs, "base64");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(signs) || signs.length % 4 !== 0 || !isUtf8(bytes))
    throw new NoValue("no base64 of a text");
  return bytes.toString("utf8");
}

/** JSON of a value; unknown texts stay symbols, unquoted parts of the text they are in. */
export const encodeJson = (value: Value): string =>
  keepingSymbols(plain(value), (json) =>
    JSON.stringify(json).replaceAll(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );

/** YAML of a value: for what reads YAML the same as Terraform's, byte for byte it is not. */
export const encodeYaml = (value: Value): string =>
  keepingSymbols(plain(value), (json) => stringify(json, { lineWidth: 0 }));

/** The value of a JSON text. @throws NoValue */
export function decodeJson(text: Value): Value {
  try {
    return valueOf(JSON.parse(textOf(text)) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NoValue("no JSON");
    throw error;
  }
}

/** JSON as a value, without templates in it. */
export function valueOf(json: Json): Value {
  if (isJsonList(json)) return json.map(valueOf);
  if (isJsonObject(json)) return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, valueOf(value)]));
  return json;
}

function plain(value: Value): Json {
  if (isList(value)) return value.map(plain);
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key, plain(one)]),
    );
  return value === null || typeof value !== "object" ? value : textOf(value);
}

// Encoders would escape quotes inside a symbol, and it would be another one.
function keepingSymbols(json: Json, encode: (json: Json) => string): string {
  const found: string[] = [];
  const replaced = mapTexts(json, (text) =>
    symbolsIn(text).reduce(
      (rest, expression) => rest.replace(symbol(expression), () => `\uE002${found.push(expression) - 1}\uE003`),
      text,
    ),
  );
  return encode(replaced).replaceAll(/\uE002(\d+)\uE003/g, (_, index: string) => symbol(found[Number(index)] ?? ""));
}

function mapTexts(json: Json, map: (text: string) => string): Json {
  if (typeof json === "string") return map(json);
  if (isJsonList(json)) return json.map((element) => mapTexts(element, map));
  if (isJsonObject(json))
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, mapTexts(value, map)]));
  return json;
}
