import type { Component } from "../model/component";
import { blocks, number, text, texts, word } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import type { Truth } from "../unknown/truth";
import { unknown, type Unknown } from "../unknown/value";
import type { Kind, KindReader, KindContext } from "./kind";
import { put } from "./resource-index";

/** A network security group. */
export interface SecurityGroup extends Component {
  readonly rules: readonly SecurityRule[];
}

/** A security rule; the six default rules are not among them. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number | Unknown<number>;
  readonly direction: "Inbound" | "Outbound" | Unknown<"Inbound" | "Outbound">;
  readonly access: "Allow" | "Deny" | Unknown<"Allow" | "Deny">;
  /** "*", "Tcp", "Udp", "Icmp", "Esp", "Ah". */
  readonly protocol: string;
  /** Prefixes, addresses, service tags or "*"; a symbol may stand for a whole list. Empty with groups below. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** Ports, ranges ("80-90") or "*". */
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
  /** Application security groups by id. */
  readonly sourceGroups: readonly string[];
  readonly destinationGroups: readonly string[];
  /** As of a component: a count may decide. */
  readonly exists?: Truth;
}

export const SECURITY_GROUP: Kind<SecurityGroup, "securityGroups"> = {
  list: "securityGroups",
  label: "network security group",
  types: ["azurerm_network_security_group"],
  parts: ["azurerm_network_security_rule", "azurerm_application_security_group"],
  references: {},
};

export const SECURITY_GROUP_READER: KindReader<SecurityGroup> = {
  kind: SECURITY_GROUP,
  read: readSecurityGroups,
  external: { make: ({ id, name }) => ({ id, name, rules: anyRules(`${id}.security_rule`) }) },
};

/** Security groups with their rules: blocks, and resources of their own. */
function readSecurityGroups(resources: KindContext): readonly SecurityGroup[] {
  const separate = new Map<string, SecurityRule[]>();
  for (const resource of resources.of("azurerm_network_security_rule")) {
    const group = groupOf(resource, resources);
    if (group)
      put(separate, group.id, { ...rule(resource, resources), ...(resource.exists && { exists: resource.exists }) });
    else {
      resources.missing(SECURITY_GROUP, namedGroup(resource), resource);
      resources.context.note("outside", resource.id, "its security group is not in the files, so it is left out");
    }
  }
  return resources.of("azurerm_network_security_group").map((resource) => {
    const unlisted: SecurityRule[] = [];
    const missed = (expression: string): void => {
      resources.unread(resource, "security rules")(expression);
      unlisted.push(...anyRules(expression));
    };
    const inline = blocks(resource, "security_rule", missed).map((block) => rule(block, resources));
    // What is only looked up tells its rules where it has been read.
    if (resource.data && resource.configured("security_rule") === null) missed(`${resource.id}.security_rule`);
    const names = new Set(inline.map(({ name }) => name));
    // States list all rules, also those that are resources of their own.
    const rules = [...unlisted, ...inline, ...(separate.get(resource.id) ?? []).filter(({ name }) => !names.has(name))];
    return { ...resources.component(resource), rules: rules.sort(byDirectionAndPriority) };
  });
}

const namedGroup = (resource: Resource): Value =>
  text(resource, "network_security_group_name") ?? resource.configured("network_security_group_id");

function groupOf(resource: Resource, resources: KindContext): Resource | undefined {
  const name = text(resource, "network_security_group_name");
  if (name === undefined)
    return resources.resolve(resource.configured("network_security_group_id"), "azurerm_network_security_group");
  return resources.named("azurerm_network_security_group", name, resource);
}

function rule(attributes: Attributes, resources: KindContext): SecurityRule {
  return {
    name: text(attributes, "name") ?? "",
    priority: number(attributes, "priority", 0),
    direction: word(attributes, "direction", ["Inbound", "Outbound"]),
    access: word(attributes, "access", ["Allow", "Deny"]),
    protocol: text(attributes, "protocol") ?? "*",
    sources: texts(attributes, "source_address_prefix", "source_address_prefixes"),
    destinations: texts(attributes, "destination_address_prefix", "destination_address_prefixes"),
    sourcePorts: texts(attributes, "source_port_range", "source_port_ranges"),
    destinationPorts: texts(attributes, "destination_port_range", "destination_port_ranges"),
    sourceGroups: groups(attributes, "source_application_security_group_ids", resources),
    destinationGroups: groups(attributes, "destination_application_security_group_ids", resources),
  };
}

function groups(attributes: Attributes, attribute: string, resources: KindContext): readonly string[] {
  const value = attributes.configured(attribute);
  const found = isList(value)
    ? value.map((one) => resources.resolve(one, "azurerm_application_security_group")?.id)
    : [];
  return found.filter((id) => id !== undefined).sort();
}

function byDirectionAndPriority(a: SecurityRule, b: SecurityRule): number {
  const [keyA, keyB] = [order(a), order(b)];
  return keyA < keyB ? -1 : Number(keyA > keyB);
}

const order = ({ direction, priority, name }: SecurityRule): string =>
  `${typeof direction === "string" ? direction : "~"} ${typeof priority === "number" ? String(priority).padStart(8, "0") : "~"} ${name}`;

/**
 * Stands for rules of which only the expression that makes them is known: whatever the others say, they may allow or
 * deny.
 */
function anyRules(expression: string): readonly SecurityRule[] {
  return (["Inbound", "Outbound"] as const).map((direction) => ({
    name: expression,
    priority: BEFORE_ALL_PRIORITIES,
    direction,
    access: unknown(expression),
    protocol: "*",
    sources: ["*"],
    destinations: ["*"],
    sourcePorts: ["*"],
    destinationPorts: ["*"],
    sourceGroups: [],
    destinationGroups: [],
  }));
}

/** Before every rule that can be written. */
const BEFORE_ALL_PRIORITIES = 99;
