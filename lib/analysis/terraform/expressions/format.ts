import { isUnknown } from "../../unknown/value";
import { isKnown, isList, isObject, NoValue, textOf, type Value } from "../value";
import { encodeJson } from "./encodings";
import { wholeNumber } from "./operators";

const FORM = /%(%|s|d|q|v|0?\d{1,2}d)/g;

/** What `format` makes; undefined where it has forms that are not read: fractions, flags, wide ones. @throws NoValue */
export function formatted(format: string, values: readonly Value[]): Value | undefined {
  if (format.replaceAll(FORM, "").includes("%")) return undefined;
  const forms = [...format.matchAll(FORM)].filter(([form]) => form !== "%%").map(([, kind = ""]) => kind);
  if (forms.length !== values.length) throw new NoValue(`format wants ${forms.length} values`);
  // What a number will look like, the form's zeros decide; a text's quotes are not known before the text.
  if (forms.some((kind, index) => kind !== "s" && kind !== "v" && kind !== "d" && !isKnown(values[index]!)))
    return undefined;
  let next = 0;
  return format.replaceAll(FORM, (form, kind: string) => (form === "%%" ? "%" : one(kind, values[next++]!)));
}

function one(kind: string, value: Value): string {
  if (kind === "v" && (isList(value) || isObject(value))) return encodeJson(value);
  if (kind === "q") return JSON.stringify(textOf(value));
  if (!kind.endsWith("d") || isUnknown(value)) return textOf(value);
  const number = wholeNumber(value);
  const width = Number(kind.slice(0, -1));
  if (!kind.startsWith("0")) return String(number).padStart(width);
  return number < 0 ? `-${String(-number).padStart(width - 1, "0")}` : String(number).padStart(width, "0");
}
