import { asText, type Block, blocks, number, text, texts, word } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import type { Truth } from "../unknown/truth";
import { shown, symbol, unknown, type Unknown } from "../unknown/value";
import type { KindContext } from "./kind";
import { put } from "./resource-index";

/** A rule of a firewall, with what its collection says (row 13.1). */
export interface FirewallRule {
  readonly kind: "nat" | "network" | "application";
  /** Its collection's name and its own: "net-allow/dns". */
  readonly name: string;
  /** Id of the resource that has it. */
  readonly at: string;
  /** Of a NAT rule always "Allow". */
  readonly action: "Allow" | "Deny" | Unknown<"Allow" | "Deny">;
  /** It is a parent's of the policy that the firewall names. */
  readonly inherited?: true;
  /** Lower first: parent policies, then groups, then collections. */
  readonly order: readonly (number | Unknown<number>)[];
  /** Addresses, ranges, prefixes, "*"; symbols for what is known only after apply. */
  readonly sources: readonly string[];
  /** The same, service tags and, in network rules, host names. Empty for an application rule without any. */
  readonly destinations: readonly string[];
  /** "443", "8000-8100", "*". */
  readonly ports: readonly string[];
  /** "tcp", "udp", "icmp", "any", in lower case. */
  readonly protocols: readonly string[];
  /** What an application rule matches besides addresses: host names, URLs, FQDN tags, categories. */
  readonly hosts: readonly string[];
  /** Where a NAT rule sends packets. */
  readonly translated?: { readonly address?: string; readonly port?: string };
  /** As of a component: a count may decide. */
  readonly exists?: Truth;
}

type Kind = FirewallRule["kind"];

/** A resource with rule collections, and what comes before its collections' own priorities. */
interface Origin {
  readonly resource: Resource;
  readonly order: FirewallRule["order"];
  readonly resources: KindContext;
}

const COLLECTION_TYPES: Readonly<Record<Kind, string>> = {
  nat: "azurerm_firewall_nat_rule_collection",
  network: "azurerm_firewall_network_rule_collection",
  application: "azurerm_firewall_application_rule_collection",
};

const KINDS: readonly Kind[] = ["nat", "network", "application"];

/** The rules of the collections that name a firewall, by the firewall's id. */
export function classicRules(resources: KindContext): ReadonlyMap<string, readonly FirewallRule[]> {
  const rules = new Map<string, FirewallRule[]>();
  for (const kind of KINDS)
    for (const resource of resources.of(COLLECTION_TYPES[kind])) {
      const firewall = resources.named("azurerm_firewall", text(resource, "azure_firewall_name") ?? "", resource);
      if (!firewall) {
        resources.context.note("outside", resource.id, "its firewall is not in the files, so it is left out");
        continue;
      }
      for (const rule of ofCollection(kind, resource, { resource, order: [], resources }))
        put(rules, firewall.id, rule);
    }
  return rules;
}

/** The rules of a rule collection group of a policy. */
export const groupRules = (origin: Origin): readonly FirewallRule[] =>
  KINDS.flatMap((kind) => {
    const attribute = `${kind}_rule_collection`;
    const missed: FirewallRule[] = [];
    const collections = blocks(origin.resource, attribute, (expression) => {
      origin.resources.unread(origin.resource, attribute)(expression);
      missed.push(...unknownRules(expression, { at: origin.resource.id, order: origin.order, kinds: [kind] }));
    });
    return [...missed, ...collections.flatMap((collection) => ofCollection(kind, collection, origin))];
  });

/** Stand for rules of which only an expression is known: they may match anything, and allow or deny it. */
export const unknownRules = (
  expression: string,
  { at, order, kinds = KINDS }: Pick<FirewallRule, "at" | "order"> & { readonly kinds?: readonly Kind[] },
): readonly FirewallRule[] =>
  kinds.map((kind) => ({ ...anything(kind, expression, at), action: unknown(`what ${expression} allows`), order }));

const anything = (kind: Kind, expression: string, at: string): Omit<FirewallRule, "action" | "order"> => ({
  kind,
  name: expression,
  at,
  sources: ["*"],
  destinations: [symbol(expression)],
  ports: ["*"],
  protocols: ["any"],
  hosts: [],
});

function ofCollection(kind: Kind, collection: Attributes, { resource, order, resources }: Origin): FirewallRule[] {
  const name = text(collection, "name") ?? "";
  const { exists } = resource;
  const common = {
    at: resource.id,
    action: kind === "nat" ? ("Allow" as const) : word(collection, "action", ["Allow", "Deny"]),
    order: [...order, number(collection, "priority", 0)],
    ...(exists && { exists }),
  };
  const missed: FirewallRule[] = [];
  const rules = blocks(collection, "rule", (expression) => {
    resources.unread(resource, `rules of ${shown(name)}`)(expression);
    missed.push({ ...anything(kind, expression, resource.id), ...common });
  });
  return [
    ...missed,
    ...rules.map((rule) => ({
      kind,
      name: `${name}/${text(rule, "name") ?? ""}`,
      ...common,
      ...matchOf(kind, rule, resources),
    })),
  ];
}

type Match = Pick<FirewallRule, "sources" | "destinations" | "ports" | "protocols" | "hosts" | "translated">;

function matchOf(kind: Kind, rule: Block, resources: KindContext): Match {
  const sources = [...texts(rule, "source_addresses"), ...groupsOf(rule, "source_ip_groups", resources)];
  if (kind === "application") return { sources, ...applicationMatch(rule) };
  const match = {
    sources,
    destinations: [
      ...texts(rule, "destination_addresses", "destination_address", "destination_fqdns"),
      ...groupsOf(rule, "destination_ip_groups", resources),
    ],
    ports: texts(rule, "destination_ports"),
    protocols: texts(rule, "protocols").map((one) => one.toLowerCase()),
    hosts: [],
  };
  if (kind === "network") return match;
  const [address, port] = [
    text(rule, "translated_address") ?? text(rule, "translated_fqdn"),
    text(rule, "translated_port"),
  ];
  return { ...match, translated: { ...(address !== undefined && { address }), ...(port !== undefined && { port }) } };
}

/** The blocks are called `protocol` in a collection of a firewall, and `protocols` in one of a policy. */
function applicationMatch(rule: Block): Omit<Match, "sources" | "translated"> {
  const written =
    isList(rule.configured("protocols")) || rule.configured("protocol") === null ? "protocols" : "protocol";
  const unlisted: string[] = [];
  const protocols = blocks(rule, written, (expression) => unlisted.push(symbol(expression)));
  return {
    destinations: texts(rule, "destination_addresses"),
    ports: [...unlisted, ...protocols.map(portOf)],
    protocols: ["tcp"],
    hosts: texts(
      rule,
      "target_fqdns",
      "destination_fqdns",
      "destination_urls",
      "fqdn_tags",
      "destination_fqdn_tags",
      "web_categories",
    ),
  };
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: "80", https: "443", mssql: "1433" };

const portOf = (protocol: Block): string =>
  text(protocol, "port") ?? DEFAULT_PORTS[text(protocol, "type")?.toLowerCase() ?? ""] ?? "*";

/** The prefixes of IP groups; a group that is not in the files is known only after apply. */
const groupsOf = (rule: Block, attribute: string, resources: KindContext): readonly string[] => {
  const value = rule.configured(attribute);
  return (isList(value) ? value : [value]).flatMap((id) => groupOf(id, resources));
};

function groupOf(id: Value, resources: KindContext): readonly string[] {
  const name = asText(id);
  if (name === undefined) return [];
  const group = resources.resolve(id, "azurerm_ip_group");
  if (!group) return [symbol(shown(name) === "(after apply)" ? name.slice(1, -1) : name)];
  const own = group.configured("cidrs");
  if (own === null && group.data) return [symbol(`${group.id}.cidrs`)];
  return [
    ...(isList(own) ? own : [own]).flatMap((one) => asText(one) ?? []),
    ...(separatePrefixes(resources).get(group.id) ?? []),
  ];
}

const separate = new WeakMap<KindContext, ReadonlyMap<string, readonly string[]>>();

/** Prefixes that are resources of their own, by the IP group's id. */
function separatePrefixes(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const known = separate.get(resources);
  if (known) return known;
  const map = new Map<string, string[]>();
  for (const one of resources.of("azurerm_ip_group_cidr")) {
    const group = resources.resolve(one.configured("ip_group_id"), "azurerm_ip_group");
    const prefix = text(one, "cidr");
    if (group && prefix !== undefined) put(map, group.id, prefix);
  }
  separate.set(resources, map);
  return map;
}
