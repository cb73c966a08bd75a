import { isJsonList, isJsonObject, listAt, member, type Json } from "../json";

/** What Terraform makes before a block: what the block refers to or depends on, directly and indirectly. */
export class Dependencies {
  private readonly known = new Map<string, ReadonlySet<string>>();

  /** @param direct the addresses that a block, local or module names: "azurerm_subnet.a", "local.b", "module.c" */
  public constructor(private readonly direct: (address: string) => readonly string[]) {}

  public of(address: string): ReadonlySet<string> {
    const known = this.known.get(address) ?? this.search(address);
    this.known.set(address, known);
    return known;
  }

  private search(address: string): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [address];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const one of this.direct(next)) {
        if (found.has(one)) continue;
        found.add(one);
        open.push(one);
      }
    return found;
  }
}

/** Addresses at the beginning of references; "module.net" for all that a module has. */
const ADDRESS = /(?:data\.)?[a-z]\w*\.[A-Za-z_][\w-]*/g;

/** The addresses in the texts of a configuration; a text that only looks like one does no harm. */
export function addressesIn(json: Json | undefined): readonly string[] {
  if (typeof json === "string") return json.match(ADDRESS) ?? [];
  if (isJsonList(json)) return json.flatMap(addressesIn);
  return isJsonObject(json) ? Object.values(json).flatMap(addressesIn) : [];
}

/** The addresses in the references of a plan's configuration. */
export function referencesIn(json: Json | undefined): readonly string[] {
  if (isJsonList(json)) return json.flatMap(referencesIn);
  if (!isJsonObject(json)) return [];
  const own = [...listAt(json, "references"), ...listAt(json, "depends_on")];
  return [...own.flatMap(addressesIn), ...Object.keys(json).flatMap((key) => referencesIn(member(json, key)))];
}
