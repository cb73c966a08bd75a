import { isObject, written, type Value } from "../value";
import type { ReadContext } from "../read-context";

/** What a reference finds. */
export interface Found {
  readonly value: Value;
  /** How many of the names led there: 2 for "var.x", 3 for "data.type.name". */
  readonly taken: number;
}

/** Where names get their values from. */
export interface Scope {
  readonly context: ReadContext;
  /** What `each`, `count` and the like are here: { name: "each", text: `each.key = "a"` }. */
  readonly bindings?: readonly { readonly name: string; readonly text: string }[];
  /**
   * Looks up the names at the start of a reference ("azurerm_subnet", "nva", "id"); undefined where the first one is
   * not known here.
   */
  find(names: readonly string[]): Found | undefined;
}

/** A scope in which a few names mean something of their own: `each`, `count`, the names of a `for`. */
export class InnerScope implements Scope {
  public readonly context: ReadContext;

  public constructor(
    private readonly outer: Scope,
    private readonly names: ReadonlyMap<string, Value>,
  ) {
    this.context = outer.context;
  }

  public get bindings(): NonNullable<Scope["bindings"]> {
    const own = [...this.names].flatMap(([name, value]) => {
      const { key, index } = isObject(value) ? value : {};
      if (key !== undefined) return [{ name, text: `${name}.key = ${written(key)}` }];
      return index === undefined ? [] : [{ name, text: `${name}.index = ${written(index)}` }];
    });
    return [...(this.outer.bindings ?? []), ...own];
  }

  public find(names: readonly string[]): Found | undefined {
    const [first = ""] = names;
    return this.names.has(first) ? { value: this.names.get(first)!, taken: 1 } : this.outer.find(names);
  }
}
