import { isToken } from "./tokens";

/** A value as a report shows it. A construct is shown by its class, since it refers to all others. */
export function shown(value: unknown): string {
  if (isToken(value)) return "a value that is known only at apply";
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  const own = typeof value === "object" && value !== null ? (Object.getPrototypeOf(value) as object | null) : null;
  if (own && own !== Object.prototype && own !== Array.prototype) {
    const { name } = own.constructor;
    return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
  }
  try {
    const json = JSON.stringify(value) ?? String(value);
    return json.length > 80 ? `${json.slice(0, 77)}…` : json;
  } catch {
    return "an object that cannot be shown";
  }
}
