import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { CONSTRUCT_RULES } from "../../rules/all";
import { checkDeclaration } from "../../rules/check-declaration";
import type { Declaration, NameDeclaration, Place } from "../../rules/declaration";
import { report } from "../../rules/report";
import type { ConstructFinding } from "../../rules/rule";
import { known } from "./tokens";

type Part = Partial<Declaration>;

/** The declarations of one app's constructs. Construct rules check them when the first stack is validated. */
class DeclarationRegistry {
  private readonly parts: (() => Part)[] = [];
  private readonly watched = new Set<TerraformStack>();

  public constructor(private readonly root: IConstruct) {}

  public add(scope: IConstruct, part: () => Part): void {
    this.parts.push(part);
    // cdktf validates and writes one stack after the other. Every stack checks the whole app, so that the first one
    // reports all findings before any stack is written.
    const own = TerraformStack.of(scope);
    for (const stack of [...this.root.node.children, ...(own.node.scope?.node.children ?? []), own]) {
      if (TerraformStack.isStack(stack) && !this.watched.has(stack)) {
        this.watched.add(stack);
        stack.node.addValidation({ validate: () => this.errors() });
      }
    }
  }

  public findings(): ConstructFinding[] {
    const declared = merge([
      ...this.parts.map((part) => part()),
      { logicalIds: this.logicalIds(), stacks: this.stacks() },
    ]);
    return checkDeclaration(declared, CONSTRUCT_RULES);
  }

  private errors(): string[] {
    const findings = this.findings();
    return findings.length > 0 ? [`The app cannot be deployed, or would not tunnel:\n\n${report(findings)}`] : [];
  }

  private stacks(): Declaration["stacks"] {
    return this.root.node
      .findAll()
      .filter((node) => TerraformStack.isStack(node))
      .map(({ node }) => ({ path: node.path, id: node.id }));
  }

  /** The logical ids of the stacks' children: cdktf adds a hash to all others, so that they cannot be equal. */
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

/** The address of a block in its configuration: type and logical id. */
export const addressOf = (node: Addressable): string =>
  `${node.terraformResourceType ?? node.constructor.name}.${node.friendlyUniqueId}`;

/** All parts as one declaration. */
function merge(parts: readonly Part[]): Declaration {
  const all: { [K in keyof Declaration]: Declaration[K][number][] } = {
    names: [],
    networks: [],
    circuits: [],
    gateways: [],
    connections: [],
    vpnGateways: [],
    vpnConnections: [],
    localNetworkGateways: [],
    peerings: [],
    routeServers: [],
    sites: [],
    nvas: [],
    machines: [],
    clients: [],
    exemptSubnets: [],
    jumpServers: [],
    egressChecks: [],
    securityGroups: [],
    existing: [],
    existingSubnets: [],
    secrets: [],
    lookups: [],
    tags: [],
    logicalIds: [],
    stacks: [],
    propProblems: [],
    namings: [],
    monitoringIds: [],
    flowLogs: [],
    oneStepNetworks: [],
  };
  for (const part of parts) {
    for (const [key, list] of Object.entries(part)) (all[key as keyof Declaration] as unknown[]).push(...list);
  }
  return all;
}

const registries = new WeakMap<IConstruct, DeclarationRegistry>();

function registryOf(scope: IConstruct): DeclarationRegistry {
  const root = scope.node.root;
  const registry = registries.get(root) ?? new DeclarationRegistry(root);
  registries.set(root, registry);
  return registry;
}

/** Registers a construct's declaration. The function is called at synthesis, when the construct is complete. */
export function declare(scope: IConstruct, part: () => Partial<Declaration>): void {
  registryOf(scope).add(scope, part);
}

/** The declaration of a name; empty if the name is known only at apply. */
export function named(at: Place, kind: NameDeclaration["kind"], name: string, scope: string): NameDeclaration[] {
  return known(name) === undefined ? [] : [{ at, kind, name, scope }];
}

/** The declaration of tags; empty if there are none or they are known only at apply. */
export function tagged(at: Place, tags: Readonly<Record<string, string>> | undefined): Declaration["tags"] {
  const all = tags && known(tags);
  return all ? [{ at, tags: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, known(value)])) }] : [];
}

/**
 * The findings of all construct rules in an app, without synthesis. Use it in your own tests.
 * @param scope any construct of the app.
 * @returns the findings of the whole app; empty if there are none.
 */
export function findingsOf(scope: IConstruct): ConstructFinding[] {
  return registryOf(scope).findings();
}
