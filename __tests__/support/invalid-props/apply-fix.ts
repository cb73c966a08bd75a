import type { ConstructFinding } from "../../../lib/index";
import type { Changes } from "../apps";

type Fields = Readonly<Record<string, unknown>>;

/** The changes with a finding's fix typed in; undefined where the fix is not a value, such as a command. */
export function withFix(changes: Changes, { at: [place], fix }: ConstructFinding): Changes | undefined {
  const [, construct = "", ...parts] = place!.path.split("/");
  const owner = { hub00: "hub", hub100: "site", nva100: "nva", circuit: "circuit" }[construct];
  if (owner === undefined) return undefined;
  // What the user has to fill in, and a fix inside the element that is named.
  // A part that is left out is missing where the topology uses it.
  if (fix.endsWith(': "none"')) return undefined;
  if (fix.includes("<") || (/\.\d+$/.test(place!.prop) && /^\w+: /.test(fix))) return undefined;
  const prop = [owner, ...parts, ...place!.prop.split(".")];
  const left = /^leave (\S+) out$/.exec(fix)?.[1];
  if (left !== undefined) return edited(changes as Fields, prop, undefined);
  const [, name, text] = /^(?:(\w+): )?(.+)$/s.exec(fix) ?? [];
  const value = parsed(text ?? "");
  return value === undefined
    ? undefined
    : edited(changes as Fields, name === undefined ? prop : [...prop.slice(0, -1), name], value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function edited(fields: Fields, [key = "", ...rest]: readonly string[], value: unknown): Fields {
  const inner = fields[key];
  if (Array.isArray(inner) && rest.length > 0) {
    const at = Number(rest[0]);
    const items = (inner as unknown[]).map((item, i) =>
      i !== at ? item : rest.length === 1 ? value : edited(item as Fields, rest.slice(1), value),
    );
    return { ...fields, [key]: items.filter((item) => item !== undefined) };
  }
  if (rest.length > 0) return { ...fields, [key]: edited((inner ?? {}) as Fields, rest, value) };
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
  return value === undefined ? others : { ...others, [key]: value };
}
