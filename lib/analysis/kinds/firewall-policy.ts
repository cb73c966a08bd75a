import { asText, blocks, flag, number, text, texts } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isOpen, shown, type Unknown } from "../unknown/value";
import { classicRules, type FirewallRule, groupRules, unknownRules } from "./firewall-rules";
import type { KindContext } from "./kind";
import { put } from "./resource-index";

/** What decides about the packets that a firewall gets, and whether it translates their source. */
export interface FirewallPolicy {
  /** In the order in which they are asked, as far as their priorities are known. */
  readonly rules: readonly FirewallRule[];
  /** Destinations for which it keeps the source address (row 13.2). */
  readonly untranslated: readonly string[];
  /** It also keeps it for the ranges that it learns. */
  readonly learnsRanges: boolean | Unknown<boolean>;
  /** The policy that it names, where the files have it. */
  readonly policy?: NamedPolicy;
}

/** A policy of the files, by what Azure checks of it against the firewall. */
interface NamedPolicy {
  readonly name: string;
  /** "Basic", "Standard" or "Premium"; absent: not known. */
  readonly tier?: string;
  /** A block that only the tier Premium has. */
  readonly premiumPart?: string;
}

/** Policies are parts of the firewalls that name them, not a kind. */
export const FIREWALL_POLICY = { list: "firewallPolicies", label: "firewall policy" } as const;

const POLICY = "azurerm_firewall_policy";
const GROUP = "azurerm_firewall_policy_rule_collection_group";

/** Types of resources that say what firewalls do. */
export const FIREWALL_PARTS: readonly string[] = [
  "azurerm_firewall_application_rule_collection",
  "azurerm_firewall_nat_rule_collection",
  "azurerm_firewall_network_rule_collection",
  POLICY,
  GROUP,
  "azurerm_ip_group",
  "azurerm_ip_group_cidr",
];

/** Reads what decides in firewalls: in VNets and in virtual hubs alike. */
export function firewallPolicies(resources: KindContext): (firewall: Resource) => FirewallPolicy {
  const classic = classicRules(resources);
  const groups = new Map<string, Resource[]>();
  for (const group of resources.of(GROUP)) {
    const policy = resources.resolve(group.configured("firewall_policy_id"), POLICY);
    if (policy) put(groups, policy.id, group);
    else resources.missing(FIREWALL_POLICY, group.configured("firewall_policy_id"), group);
  }
  return (firewall) => {
    const chain = chainOf(firewall, resources);
    // A policy takes the place of the firewall's own collections and ranges.
    const own = chain.at(-1)?.policy ?? firewall;
    const rules = [
      ...(chain.length > 0 ? [] : (classic.get(firewall.id) ?? elsewhere(firewall))),
      ...chain.flatMap((link, depth) => {
        const found = rulesOf(link, depth, { groups, resources });
        return depth < chain.length - 1 ? found.map((rule) => ({ ...rule, inherited: true as const })) : found;
      }),
    ];
    return {
      rules: inOrder(rules),
      untranslated: rangesOf(own),
      ...namedPolicy(chain.at(-1)?.policy, resources),
      learnsRanges: flag(own, "auto_learn_private_ranges_enabled", false),
    };
  };
}

const PREMIUM_PARTS = ["intrusion_detection", "tls_certificate"] as const;

function namedPolicy(policy: Resource | undefined, resources: KindContext): Pick<FirewallPolicy, "policy"> {
  if (!policy || policy.data) return {};
  const tier = policy.configured("sku") === null ? "Standard" : text(policy, "sku");
  const premiumPart = PREMIUM_PARTS.find((part) => blocks(policy, part).length > 0);
  return {
    policy: {
      name: resources.component(policy).name,
      ...(tier !== undefined && !isOpen(tier) && { tier }),
      ...(premiumPart !== undefined && { premiumPart }),
    },
  };
}

/** The rules of a firewall that is only looked up are not in the files. */
const elsewhere = ({ data, id }: Resource): readonly FirewallRule[] =>
  data ? unknownRules(`the rules of ${id}`, { at: id, order: [BEFORE_ALL] }) : [];

/** Before every priority that can be written: whatever the others say, it may allow or deny. */
const BEFORE_ALL = 0;

/** A policy of the files, or what names one that is elsewhere. */
interface Link {
  readonly policy?: Resource;
  readonly name: string;
  readonly namedBy: Resource;
}

/** A firewall's policies, the outermost parent first. */
function chainOf(firewall: Resource, resources: KindContext): readonly Link[] {
  const chain: Link[] = [];
  let namedBy = firewall;
  let attribute = "firewall_policy_id";
  for (;;) {
    const value = namedBy.configured(attribute);
    const written = asText(value);
    if (written === undefined) return chain;
    const policy = resources.resolve(value, POLICY);
    chain.unshift({ ...(policy && { policy }), name: nameOf(written), namedBy });
    if (!policy || chain.filter((link) => link.policy === policy).length > 1) return chain;
    namedBy = policy;
    attribute = "base_policy_id";
  }
}

const nameOf = (written: string): string =>
  shown(written) === "(after apply)" ? written.slice(1, -1) : shown(written);

function rulesOf(
  { policy, name, namedBy }: Link,
  depth: number,
  { groups, resources }: { readonly groups: ReadonlyMap<string, readonly Resource[]>; readonly resources: KindContext },
): readonly FirewallRule[] {
  const known = (groups.get(policy?.id ?? "") ?? []).flatMap((resource) =>
    groupRules({ resource, order: [depth, number(resource, "priority", 0)], resources }),
  );
  const isElsewhere = !policy || policy.data;
  return isElsewhere
    ? [...unknownRules(`the rules of ${name}`, { at: namedBy.id, order: [depth, BEFORE_ALL] }), ...known]
    : known;
}

const IANA = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** The keyword stands for the ranges that count where nothing is written. */
function rangesOf(resource: Resource): readonly string[] {
  const written = texts(resource, "private_ip_ranges");
  return written.length === 0
    ? IANA
    : written.flatMap((one) => (one.toLowerCase() === "ianaprivateranges" ? IANA : [one]));
}

const PLACES: readonly FirewallRule["kind"][] = ["nat", "network", "application"];

/** By kind, and then by priority; what is not known keeps its place, and is asked for when it matters. */
function inOrder(rules: readonly FirewallRule[]): readonly FirewallRule[] {
  return [...rules].sort((a, b) => PLACES.indexOf(a.kind) - PLACES.indexOf(b.kind) || byPriority(a.order, b.order));
}

function byPriority(a: FirewallRule["order"], b: FirewallRule["order"]): number {
  const different = a.findIndex((one, at) => placeOf(one) !== placeOf(b[at]));
  return different === -1 ? 0 : placeOf(a[different]) - placeOf(b[different]);
}

/** A priority that is known only after apply is taken to be the last, until somebody asks. */
const placeOf = (priority: number | Unknown<number> | undefined): number =>
  typeof priority === "number" ? priority : Number.MAX_VALUE;
