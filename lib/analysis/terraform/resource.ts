import { isUnknown, type Unknown } from "../unknown/value";
import { isList, Referable, type Value } from "./value";
import type { ReadContext } from "./read-context";

/** Named values: a resource, or a block in one. */
export interface Attributes {
  /** What the configuration says; null where it says nothing. */
  configured(attribute: string): Value;
}

/** Where a resource instance comes from, and what is in it. */
export interface ResourceSource {
  /** Terraform's address, with the stack before it where there are several. */
  readonly id: string;
  readonly type: string;
  readonly data: boolean;
  /** Tells stacks apart: names are looked up in one. */
  readonly stack: string;
  readonly path?: string;
  readonly exists?: Unknown<boolean>;
  /** The value that the file has; undefined where it has none. May read other resources. */
  readonly read: (attribute: string) => Value | undefined;
}

/** One instance of a resource or data source. Its attributes are evaluated when they are asked for. */
export class Resource extends Referable implements Attributes {
  public readonly id: string;
  private readonly values = new Map<string, Value | undefined>();

  public constructor(
    private readonly source: ResourceSource,
    private readonly context: ReadContext,
  ) {
    super();
    this.id = source.id;
  }

  public get type(): string {
    return this.source.type;
  }

  public get data(): boolean {
    return this.source.data;
  }

  public get stack(): string {
    return this.source.stack;
  }

  public get path(): string | undefined {
    return this.source.path;
  }

  public get exists(): Unknown<boolean> | undefined {
    return this.source.exists;
  }

  public configured(attribute: string): Value {
    return this.read(attribute) ?? null;
  }

  /** What a reference to the attribute gives: what is not configured, the apply makes. */
  public attribute(attribute: string): Value {
    const value = this.read(attribute);
    if (value === undefined || (isUnknown(value) && value.unknown === this.name(attribute)))
      return this.made(attribute);
    return value;
  }

  private read(attribute: string): Value | undefined {
    if (this.values.has(attribute)) return this.values.get(attribute);
    // For references that come back here.
    this.values.set(attribute, this.context.defer(this.name(attribute)));
    const value = this.source.read(attribute);
    this.values.set(attribute, value);
    return value;
  }

  private made(attribute: string): Value {
    if (this.type === "azurerm_network_interface" && attribute === "private_ip_address") return this.firstAddress();
    if (this.type === "azurerm_network_interface" && attribute === "private_ip_addresses") return [this.firstAddress()];
    if (this.type === "azurerm_lb" && attribute === "private_ip_address")
      return this.firstAddress("frontend_ip_configuration");
    // A set of exactly two; Terraform sorts sets of texts when it makes lists of them.
    if (this.type === "azurerm_route_server" && attribute === "virtual_router_ips")
      return ["[0]", "[1]"].map((index) => this.context.defer(this.name(attribute) + index));
    return this.context.defer(this.name(attribute));
  }

  private firstAddress(block = "ip_configuration"): Value {
    const blocks = this.configured(block);
    const first = isList(blocks) ? blocks[0] : blocks;
    const address =
      first !== null && typeof first === "object" && "private_ip_address" in first ? first["private_ip_address"] : null;
    return address === null || address === undefined || address === ""
      ? this.context.defer(this.name("private_ip_address"))
      : address;
  }

  private name(attribute: string): string {
    return `${this.id}.${attribute}`;
  }
}
