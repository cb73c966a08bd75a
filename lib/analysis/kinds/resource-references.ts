import { asText } from "../terraform/attributes";
import type { ReadContext } from "../terraform/read-context";
import type { Resource } from "../terraform/resource";
import { isList, isObject, Referable, type Value } from "../terraform/value";
import { isUnknown, symbolsIn } from "../unknown/value";
import type { ResourceIndex } from "./resource-index";
import { put } from "./resource-index";

/** What an attribute names: a resource of the files, or something else by its id or an expression. */
export interface Named {
  readonly attribute: string;
  readonly resource?: Resource;
  readonly text: string;
}

/** Attributes that name things by their names, with the types that they may mean. */
const BY_NAME: Readonly<Record<string, string>> = {
  express_route_circuit_name: "azurerm_express_route_circuit",
  network_security_group_name: "azurerm_network_security_group",
  route_table_name: "azurerm_route_table",
  virtual_network_name: "azurerm_virtual_network",
};

/** Attributes that say nothing about the network, however many resources share their values. */
const IGNORED: ReadonlySet<string> = new Set(["custom_data", "location", "resource_group_name", "tags", "user_data"]);

/** Which resources name which, by whatever attribute. Built only where something is not modelled. */
export class ResourceReferences {
  private readonly named = new Map<Resource, readonly Named[]>();
  private readonly naming = new Map<string, Resource[]>();
  private isComplete = false;

  public constructor(
    private readonly resources: readonly Resource[],
    private readonly index: ResourceIndex,
    private readonly context: ReadContext,
  ) {}

  /** What a resource names. */
  public of(resource: Resource): readonly Named[] {
    const known = this.named.get(resource) ?? this.context.quietly(() => this.read(resource));
    this.named.set(resource, known);
    return known;
  }

  /** The resources that name one. */
  public to(resource: Resource): readonly Resource[] {
    if (!this.isComplete) {
      this.isComplete = true;
      for (const one of this.resources)
        for (const other of new Set(this.of(one).flatMap((named) => named.resource ?? [])))
          if (other !== one) put(this.naming, other.id, one);
    }
    return this.naming.get(resource.id) ?? [];
  }

  private read(resource: Resource): readonly Named[] {
    return resource.attributes
      .filter((attribute) => !IGNORED.has(attribute))
      .flatMap((attribute) => this.inValue(resource.configured(attribute), attribute, attribute, resource));
  }

  private inValue(value: Value, attribute: string, key: string, from: Resource): readonly Named[] {
    if (isList(value)) return value.flatMap((one) => this.inValue(one, attribute, key, from));
    if (isObject(value))
      return Object.entries(value).flatMap(([name, one]) => this.inValue(one, attribute, name, from));
    if (value instanceof Referable) {
      const resource = this.index.at(value.id);
      return resource ? [{ attribute, resource, text: value.id }] : [];
    }
    const text = asText(value);
    return text === undefined || typeof value === "boolean" || typeof value === "number"
      ? []
      : this.inText(text, { attribute, key, isWhole: !isUnknown(value) || symbolsIn(text).length === 1 }, from);
  }

  private inText(
    text: string,
    { attribute, key, isWhole }: { readonly attribute: string; readonly key: string; readonly isWhole: boolean },
    from: Resource,
  ): readonly Named[] {
    const type = BY_NAME[key];
    const whole = (type === undefined ? undefined : this.index.named(type, text, from)) ?? this.index.resolve(text);
    if (whole) return [{ attribute, resource: whole, text }];
    const inside = symbolsIn(text).flatMap((expression) => this.inExpression(expression));
    if (inside.length > 0) return inside.map((resource) => ({ attribute, resource, text }));
    return isWhole ? [{ attribute, text }] : [];
  }

  /** The resources whose addresses an expression holds. */
  private inExpression(expression: string): readonly Resource[] {
    return [...expression.matchAll(ADDRESS)].flatMap(([address]) => {
      const ends = [...address.matchAll(/(?=[.[])/g)].map(({ index }) => address.slice(0, index));
      return [address, ...ends.reverse()].map((one) => this.index.at(one)).find((one) => one !== undefined) ?? [];
    });
  }
}

/** Words with dots and indexes: "site:module.net[0].azurerm_subnet.this[\"a\"].id". */
const ADDRESS = /(?:[\w-]+:)?[a-z_][\w-]*(?:\.[\w*-]+|\[(?:\d+|"[^"]*")\])+/g;
