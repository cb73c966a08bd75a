import type { IConstruct } from "constructs";
import type { NameKind } from "../../rules/declaration";
import { DEFAULT_PREFIXES } from "../../rules/naming/names";
import { declare } from "./declaration-registry";
import { shown } from "./shown";

/** Kinds of resources that get a default name. */
export type DefaultNameKind = Exclude<
  NameKind,
  | "hub or site"
  | "subnet"
  | "security rule"
  | "circuit"
  | "authorization"
  | "local network gateway"
  | "Key Vault secret"
>;

/**
 * Names resources whose names are not given.
 * @param kind what the resource is, for example "virtual network".
 * @param suffix what tells it from others of its kind, for example "hub00" or "jumpSubnet-hub00".
 * @param defaultName the name that it would have without the function.
 */
export type NamingFunction = (kind: DefaultNameKind, suffix: string, defaultName: string) => string;

/** Azure accepts no name that is longer, and a report should not have to show it. */
const MAX_LENGTH = 260;

/** Where all default names of a hub or site are made. */
export class DefaultNames {
  private readonly names = new Map<string, string>();
  private readonly failures: { readonly kind: DefaultNameKind; readonly defaultName: string; readonly got: string }[] =
    [];

  /**
   * @param owner the hub or site.
   * @param naming its naming function, if it has one.
   */
  public constructor(
    owner: IConstruct,
    private readonly naming: NamingFunction | undefined,
  ) {
    if (naming === undefined) return;
    const at = { path: owner.node.path, prop: "naming" };
    declare(owner, () => ({ namings: [{ at, failures: this.failures }] }));
  }

  /**
   * The name of a resource whose name is not given. A naming function that fails is reported at synthesis.
   * @param kind what the resource is.
   * @param suffix what tells it from others of its kind.
   * @param defaultName its name without a naming function, if that is not prefix and suffix.
   */
  public of(kind: DefaultNameKind, suffix: string, defaultName = `${DEFAULT_PREFIXES[kind]}-${suffix}`): string {
    if (this.naming === undefined) return defaultName;
    // Asked once for each resource, so that a function that counts does not give it two names.
    const key = JSON.stringify([kind, suffix, defaultName]);
    const name = this.names.get(key) ?? this.ask(this.naming, kind, suffix, defaultName);
    this.names.set(key, name);
    return name;
  }

  private ask(naming: NamingFunction, kind: DefaultNameKind, suffix: string, defaultName: string): string {
    const failed = (got: string): string => {
      this.failures.push({ kind, defaultName, got });
      return defaultName;
    };
    try {
      const name: unknown = naming(kind, suffix, defaultName);
      if (typeof name !== "string") return failed(shown(name));
      if (name.trim() === "") return failed("an empty text");
      return name.length > MAX_LENGTH ? failed(`a text of ${name.length} characters`) : name;
    } catch (error) {
      return failed(`an error: ${error instanceof Error ? error.message.slice(0, MAX_LENGTH) : shown(error)}`);
    }
  }
}
