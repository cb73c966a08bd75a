import type { SecurityGroup, SecurityRule } from "../model/azure";
import { blocks, number, text, texts, word } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { isList } from "../terraform/value";
import { put, type Build } from "./build";
import { anyRules } from "./unlisted";

/** Security groups with their rules: blocks, and resources of their own. */
export function readSecurityGroups(build: Build): readonly SecurityGroup[] {
  const apart = new Map<string, SecurityRule[]>();
  for (const resource of build.of("azurerm_network_security_rule")) {
    const group = groupOf(resource, build);
    if (group) put(apart, group.id, { ...rule(resource, build), ...(resource.exists && { exists: resource.exists }) });
    else build.context.note("outside", resource.id, "its security group is not in the files, so it is left out");
  }
  return build.of("azurerm_network_security_group").map((resource) => {
    const unlisted: SecurityRule[] = [];
    const missed = (expression: string): void => {
      build.unread(resource, "security rules")(expression);
      unlisted.push(...anyRules(expression));
    };
    const inline = blocks(resource, "security_rule", missed).map((block) => rule(block, build));
    // What is only looked up tells its rules where it has been read.
    if (resource.data && resource.configured("security_rule") === null) missed(`${resource.id}.security_rule`);
    const names = new Set(inline.map(({ name }) => name));
    // States list all rules, also those that are resources of their own.
    const rules = [...unlisted, ...inline, ...(apart.get(resource.id) ?? []).filter(({ name }) => !names.has(name))];
    return { ...build.component(resource), rules: rules.sort(byDirectionAndPriority) };
  });
}

function groupOf(resource: Resource, build: Build): Resource | undefined {
  const name = text(resource, "network_security_group_name");
  if (name === undefined)
    return build.resolve(resource.configured("network_security_group_id"), "azurerm_network_security_group");
  return build.named("azurerm_network_security_group", name, resource);
}

function rule(attributes: Attributes, build: Build): SecurityRule {
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
    sourceGroups: groups(attributes, "source_application_security_group_ids", build),
    destinationGroups: groups(attributes, "destination_application_security_group_ids", build),
  };
}

function groups(attributes: Attributes, attribute: string, build: Build): readonly string[] {
  const value = attributes.configured(attribute);
  const found = isList(value) ? value.map((one) => build.resolve(one, "azurerm_application_security_group")?.id) : [];
  return found.filter((id) => id !== undefined).sort();
}

function byDirectionAndPriority(a: SecurityRule, b: SecurityRule): number {
  const [keyA, keyB] = [order(a), order(b)];
  return keyA < keyB ? -1 : Number(keyA > keyB);
}

const order = ({ direction, priority, name }: SecurityRule): string =>
  `${typeof direction === "string" ? direction : "~"} ${typeof priority === "number" ? String(priority).padStart(8, "0") : "~"} ${name}`;
