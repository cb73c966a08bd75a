import { createHash } from "node:crypto";

type Block = Readonly<Record<string, unknown>>;
export type Configuration = { readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>> };

const REFERENCE = /\b(azurerm_\w+|random_\w+|terraform_data)\.([\w-]+)/g;

/**
 * What one configuration has and the other has not: resources by type and arguments, dependencies among them. Whatever
 * a resource is called in Terraform, a reference to it stands for what it is.
 */
export function differences(a: Configuration, b: Configuration): string[] {
  const inA = contents(a);
  const inB = contents(b);
  const missing = (from: Map<string, string[]>, other: Map<string, string[]>, where: string): string[] =>
    [...from].flatMap(([digest, texts]) =>
      texts.slice(other.get(digest)?.length ?? 0).map((text) => `only ${where}: ${text}`),
    );
  return [...missing(inA, inB, "in the first"), ...missing(inB, inA, "in the second")];
}

export const countResources = ({ resource }: Configuration): number =>
  Object.values(resource).reduce((sum, byId) => sum + Object.keys(byId).length, 0);

function contents({ resource }: Configuration): Map<string, string[]> {
  const digests = new Map<string, { readonly digest: string; readonly text: string }>();
  const look = (type: string, id: string): { readonly digest: string; readonly text: string } => {
    const key = `${type}.${id}`;
    const known = digests.get(key);
    if (known) return known;
    const block = resource[type]?.[id];
    if (!block) throw new Error(`a reference leads nowhere: ${key}`);
    const text = `${type} ${JSON.stringify(plain(block, (value) => value.replace(REFERENCE, (_, t: string, i: string) => `<${t} ${look(t, i).digest}>`)))}`;
    const found = { digest: createHash("sha256").update(text).digest("hex").slice(0, 12), text };
    digests.set(key, found);
    return found;
  };
  const all = new Map<string, string[]>();
  for (const [type, byId] of Object.entries(resource)) {
    for (const id of Object.keys(byId)) {
      const { digest, text } = look(type, id);
      all.set(digest, [...(all.get(digest) ?? []), text]);
    }
  }
  return all;
}

/** The arguments with sorted keys, less what is the library's own, and less nulls, which mean nothing. */
function plain(value: unknown, text: (value: string) => string, key = ""): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, text));
    return key === "depends_on" ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, item]) => name !== "//" && name !== "lifecycle" && item !== null,
  );
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, plain(item, text, name)]),
  );
}
