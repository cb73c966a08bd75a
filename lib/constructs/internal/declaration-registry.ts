import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { CONSTRUCT_RULES } from "../../rules/all";
import { checkDeclaration } from "../../rules/check-declaration";
import type { Declaration, NameDeclaration, Place } from "../../rules/declaration";
import { report } from "../../rules/report";
import type { ConstructFinding } from "../../rules/rule";
import { known } from "./tokens";

type Part = Partial<Declaration>;

/** What the constructs of one app declare. The rules check it when the first stack is validated. */
class DeclarationRegistry {
  private readonly parts: (() => Part)[] = [];
  private readonly watched = new Set<TerraformStack>();

  public constructor(private readonly root: IConstruct) {}

  public add(scope: IConstruct, part: () => Part): void {
    this.parts.push(part);
    // cdktf validates and writes one stack after the other. So that no stack is written when a later one is wrong,
    // every stack checks the whole app: the first to be synthesized reports for all.
    for (const stack of [...this.root.node.children, TerraformStack.of(scope)]) {
      if (TerraformStack.isStack(stack) && !this.watched.has(stack)) {
        this.watched.add(stack);
        stack.node.addValidation({ validate: () => this.errors() });
      }
    }
  }

  public findings(): ConstructFinding[] {
    const declared = merge([...this.parts.map((part) => part()), { logicalIds: this.logicalIds() }]);
    return checkDeclaration(declared, CONSTRUCT_RULES);
  }

  private errors(): string[] {
    const findings = this.findings();
    return findings.length > 0 ? [`The app cannot be deployed, or would not tunnel:\n\n${report(findings)}`] : [];
  }

  /** cdktf adds a hash to every logical id but those of a stack's own children. */
  private logicalIds(): Declaration["logicalIds"] {
    return [...this.watched].flatMap((stack) =>
      stack.node.children.flatMap((child) =>
        isAddressable(child) ? [{ path: child.node.path, stack: stack.node.path, address: addressOf(child) }] : [],
      ),
    );
  }
}

interface Addressable extends IConstruct {
  readonly friendlyUniqueId: string;
  readonly terraformResourceType?: string;
}

const isAddressable = (node: IConstruct): node is Addressable => "friendlyUniqueId" in node;
/** What is one in a configuration: type and logical id. */
export const addressOf = (node: Addressable): string =>
  `${node.terraformResourceType ?? node.constructor.name}.${node.friendlyUniqueId}`;

function merge(parts: readonly Part[]): Declaration {
  const of = <K extends keyof Declaration>(key: K): Declaration[K][number][] =>
    parts.flatMap((part) => [...(part[key] ?? [])]);
  return {
    names: of("names"),
    networks: of("networks"),
    circuits: of("circuits"),
    gateways: of("gateways"),
    connections: of("connections"),
    routeServers: of("routeServers"),
    sites: of("sites"),
    nvas: of("nvas"),
    machines: of("machines"),
    clients: of("clients"),
    jumpServers: of("jumpServers"),
    securityGroups: of("securityGroups"),
    secrets: of("secrets"),
    tags: of("tags"),
    logicalIds: of("logicalIds"),
    shapes: of("shapes"),
  };
}

const registries = new WeakMap<IConstruct, DeclarationRegistry>();

function registryOf(scope: IConstruct): DeclarationRegistry {
  const root = scope.node.root;
  const registry = registries.get(root) ?? new DeclarationRegistry(root);
  registries.set(root, registry);
  return registry;
}

/** Hands over what a construct declares; the function is asked at synthesis, when everything has been added. */
export function declare(scope: IConstruct, part: () => Partial<Declaration>): void {
  registryOf(scope).add(scope, part);
}

/** The declaration of a name, where it is known. */
export function named(at: Place, kind: NameDeclaration["kind"], name: string, scope: string): NameDeclaration[] {
  return known(name) === undefined ? [] : [{ at, kind, name, scope }];
}

/** The declaration of tags, where there are any and they are known. */
export function tagged(at: Place, tags: Readonly<Record<string, string>> | undefined): Declaration["tags"] {
  const all = tags && known(tags);
  return all ? [{ at, tags: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, known(value)])) }] : [];
}

/**
 * Every finding of the construct rules in an app, without synthesizing it: for your own tests.
 * @param scope any construct of the app.
 */
export function findingsOf(scope: IConstruct): ConstructFinding[] {
  return registryOf(scope).findings();
}
