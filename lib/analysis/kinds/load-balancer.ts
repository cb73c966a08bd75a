import type { Component } from "../model/component";
import { asText, blocks, flag, number, text } from "../terraform/attributes";
import { firstPrivateAddress } from "../terraform/computed-attributes";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { and, claim, equals, or, type Truth } from "../unknown/truth";
import { isOpen, isUnknown, shown, symbolsIn } from "../unknown/value";
import type { Kind, KindReader, KindContext, NotFollowed } from "./kind";
import { NETWORK_INTERFACE_READER } from "./network-interface";
import { PUBLIC_IP_READER } from "./public-ip";
import { put } from "./resource-index";
import { instanceNics, poolsOfInstances, scaleSetsOf } from "./scale-set";
import { SUBNET_READER } from "./subnet";

/** A load balancer, as far as egress and next hops need it. */
export interface LoadBalancer extends Component {
  readonly frontends: readonly {
    readonly name: string;
    readonly subnet?: string;
    readonly address?: string;
    readonly publicIp?: string;
    /**
     * Ids of the NICs that a rule for all ports and protocols spreads to: what uses it as a next hop gets to these. None
     * where the pool is empty; absent where no rule is for all ports.
     */
    readonly appliances?: readonly string[];
    /** The same of rules of which only the apply knows whether they do so. */
    readonly possible?: readonly PossibleBackends[];
  }[];
  /** Ids of the NICs in any backend pool. */
  readonly backends: readonly string[];
  /** Rules that translate what NICs of a pool send to the internet, outbound rules first. */
  readonly outbound: readonly OutboundTranslation[];
  /** NAT rules of a public frontend, with the machines that they certainly forward a port to. */
  readonly natRules: readonly NatRule[];
  /** Ids of the NICs that have no default outbound access because a pool names them (row 5.8). */
  readonly withoutDefaultOutbound: readonly string[];
  /** A rule for all ports and protocols: it can serve as a next hop. */
  readonly allPorts: boolean;
  /** "Basic", "Standard" or "Gateway". */
  readonly sku?: string;
}

/** A rule that forwards a port of a public frontend. */
interface NatRule extends Component {
  /** Ids of the NICs. */
  readonly nics: readonly string[];
}

/** Backends to which a rule may forward all that is sent to a frontend. */
interface PossibleBackends {
  /** Ids of the NICs. */
  readonly nics: readonly string[];
  readonly exists: Truth;
}

/** What a rule does for packets to the internet. */
interface OutboundTranslation {
  /** Ids of the NICs. */
  readonly nics: readonly string[];
  /** Ids of the addresses that packets leave with. */
  readonly publicIps: readonly string[];
  /** An inbound rule translates its own protocol only (row 5.9). */
  readonly protocol: "tcp" | "udp" | "all";
}

const POOL = "azurerm_lb_backend_address_pool";

export const LOAD_BALANCER: Kind<LoadBalancer, "loadBalancers"> = {
  list: "loadBalancers",
  label: "load balancer",
  types: ["azurerm_lb"],
  parts: [
    POOL,
    "azurerm_lb_backend_address_pool_address",
    "azurerm_lb_rule",
    "azurerm_lb_outbound_rule",
    "azurerm_network_interface_backend_address_pool_association",
  ],
  references: {
    frontends: {
      subnet: "attached-to",
      publicIp: "uses",
      appliances: "attached-to",
      possible: { nics: "attached-to" },
    },
    backends: "attached-to",
    outbound: { nics: "attached-to", publicIps: "uses" },
    natRules: { nics: "attached-to" },
    withoutDefaultOutbound: "attached-to",
  },
  nextHops: ({ frontends }) =>
    frontends.flatMap(({ address, subnet, appliances, possible = [] }) => {
      if (address === undefined || subnet === undefined) return [];
      if (appliances || possible.length === 0) return [{ address, subnet, to: appliances ?? [] }];
      return possible.map(({ nics, exists }) => ({ address, subnet, to: nics, exists }));
    }),
  box: ({ frontends }) => {
    const inner = frontends.find(({ subnet }) => subnet !== undefined);
    return {
      look: "load-balancer",
      word: "LOAD BALANCER",
      ...(inner?.subnet !== undefined && { parent: inner.subnet }),
      ...(inner?.address !== undefined && { detail: shown(inner.address) }),
    };
  },
};

export const LOAD_BALANCER_READER: KindReader<LoadBalancer> = {
  kind: LOAD_BALANCER,
  read: readLoadBalancers,
  notFollowed: publicRules,
  computed: {
    private_ip_address: (balancer, own) => own ?? firstPrivateAddress(balancer, "frontend_ip_configuration"),
  },
};

function readLoadBalancers(resources: KindContext): readonly LoadBalancer[] {
  const named = nicsByPool(resources);
  const backends = withAddresses(named, resources);
  const natted = nicsByNatRule(resources);
  const [rules, outboundRules, natRules, pools] = [
    "azurerm_lb_rule",
    "azurerm_lb_outbound_rule",
    "azurerm_lb_nat_rule",
    POOL,
  ].map((type) => partsByBalancer(resources, type)) as [
    PartsByBalancer,
    PartsByBalancer,
    PartsByBalancer,
    PartsByBalancer,
  ];
  return resources.of("azurerm_lb").map((resource) => {
    const ofPools = (list: readonly Resource[], nics: NicsByPool = backends): readonly string[] =>
      distinct(list.flatMap((pool) => nics.get(pool.id) ?? []));
    const nicsOf = (rule: Resource): readonly string[] => ofPools(poolsOf(rule, resources));
    const own = rules.get(resource.id) ?? [];
    const frontends = readFrontends(resource, resources).map((frontend) => {
      const forwarding = own.flatMap((rule) => {
        const exists = and(isForAllPorts(rule), isOf(rule, frontend.name), rule.exists ?? true);
        return exists === false ? [] : backendsOf(rule, exists, pools.get(resource.id) ?? [], resources);
      });
      const certain = forwarding.filter(({ exists }) => exists === true).flatMap(({ pool }) => ofPools(pool));
      const possible = forwarding.filter(({ exists }) => exists !== true);
      if (certain.length > 0 || (forwarding.length > 0 && possible.length === 0))
        return { ...frontend, appliances: distinct(certain) };
      if (possible.length === 0) return frontend;
      return { ...frontend, possible: possible.map(({ pool, exists }) => ({ nics: ofPools(pool), exists })) };
    });
    const translating = [...(outboundRules.get(resource.id) ?? []), ...own.filter(alsoTranslates)];
    const sku = text(resource, "sku");
    const isBasic = sku?.toLowerCase() === "basic";
    return {
      ...resources.component(resource),
      frontends,
      backends: ofPools(pools.get(resource.id) ?? []),
      outbound: translating.flatMap((rule) => translation(rule, nicsOf(rule), frontends)),
      natRules: (natRules.get(resource.id) ?? []).flatMap((rule) =>
        isPublic(rule, frontends)
          ? [{ ...resources.component(rule), nics: distinct([...(natted.get(rule.id) ?? []), ...nicsOf(rule)]) }]
          : [],
      ),
      withoutDefaultOutbound: isBasic ? [] : ofPools(pools.get(resource.id) ?? [], named),
      allPorts: own.some((rule) => isForAllPorts(rule) === true),
      ...(sku !== undefined && { sku }),
    };
  });
}

/** An inbound rule does, unless it says otherwise (row 5.9). */
const alsoTranslates = (rule: Resource): boolean => flag(rule, "disable_outbound_snat", false) !== true;

function translation(
  rule: Resource,
  nics: readonly string[],
  frontends: LoadBalancer["frontends"],
): OutboundTranslation[] {
  const names = frontendNames(rule);
  const publicIps = frontends
    .flatMap(({ name, publicIp }) => (publicIp !== undefined && names.includes(name) ? [publicIp] : []))
    .sort();
  const protocol = text(rule, "protocol")?.toLowerCase();
  return publicIps.length === 0
    ? []
    : [{ nics, publicIps, protocol: protocol === "tcp" || protocol === "udp" ? protocol : "all" }];
}

/** The frontends of a rule: an inbound rule names one, an outbound rule has a block for each. */
const frontendNames = (rule: Resource): readonly string[] =>
  [
    text(rule, "frontend_ip_configuration_name"),
    ...blocks(rule, "frontend_ip_configuration").map((block) => text(block, "name")),
  ].flatMap((name) => name ?? []);

/** Rules that admit packets from the internet to the machines behind a load balancer. */
function publicRules(resources: KindContext): readonly NotFollowed[] {
  const backends = withAddresses(nicsByPool(resources), resources);
  return resources.of("azurerm_lb_rule").flatMap((rule) => {
    const balancer = resources.resolve(rule.configured("loadbalancer_id"), ...LOAD_BALANCER.types);
    const frontend = resources
      .find(LOAD_BALANCER_READER, balancer?.id ?? "")
      ?.frontends.find(({ name }) => frontendNames(rule).includes(name));
    const nics = distinct(poolsOf(rule, resources).flatMap((pool) => backends.get(pool.id) ?? []));
    if (rule.data || frontend?.publicIp === undefined || nics.length === 0) return [];
    return [{ resource: rule, effect: "inbound", does: "forwards a public port of a load balancer to machines", nics }];
  });
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

function isForAllPorts(rule: Resource): Truth {
  const port = number(rule, "frontend_port", null);
  return and(isText(text(rule, "protocol"), "All"), isUnknown(port) ? equals(port.unknown, 0) : port === 0);
}

/** Whether a rule is for a frontend. */
const isOf = (rule: Resource, frontend: string): Truth =>
  or(...frontendNames(rule).map((name) => (name === frontend ? true : isText(name, frontend))));

/** Whether a text is a word, in any case. */
function isText(value: string | undefined, word: string): Truth {
  if (value === undefined) return false;
  return isOpen(value) ? equals(symbolsIn(value).join(", "), word) : value.toLowerCase() === word.toLowerCase();
}

/** Pools that a rule forwards to, and whether it does. Which pool an expression names, only the apply knows. */
function backendsOf(
  rule: Resource,
  exists: Truth,
  pools: readonly Resource[],
  resources: KindContext,
): { readonly pool: readonly Resource[]; readonly exists: Truth }[] {
  const named = poolsOf(rule, resources);
  const open = poolIds(rule)
    .filter((id) => resources.resolve(id, POOL) === undefined)
    .flatMap((id) => symbolsIn(asText(id) ?? ""));
  if (open.length === 0 || named.length > 0) return [{ pool: named, exists }];
  return pools.map((pool) => ({
    pool: [pool],
    exists: and(exists, claim(open, `names ${text(pool, "name") ?? pool.id}`)),
  }));
}

type PartsByBalancer = ReadonlyMap<string, readonly Resource[]>;

function partsByBalancer(resources: KindContext, type: string): PartsByBalancer {
  const map = new Map<string, Resource[]>();
  for (const part of resources.of(type)) {
    const balancer = resources.resolve(part.configured("loadbalancer_id"), ...LOAD_BALANCER.types);
    if (balancer) put(map, balancer.id, part);
    else resources.missing(LOAD_BALANCER, part.configured("loadbalancer_id"), part);
  }
  return map;
}

function readFrontends(resource: Resource, resources: KindContext): LoadBalancer["frontends"] {
  return blocks(resource, "frontend_ip_configuration", resources.unread(resource, "frontends")).map((block) => {
    const [subnet, address] = [block.configured("subnet_id"), text(block, "private_ip_address")];
    const publicIp =
      resources.reference(PUBLIC_IP_READER, block.configured("public_ip_address_id"), resource) ??
      resources.reference(PUBLIC_IP_READER, block.configured("public_ip_prefix_id"), resource);
    return {
      name: text(block, "name") ?? "",
      ...(subnet !== null && subnet !== "" && { subnet: resources.requiredReference(SUBNET_READER, subnet, resource) }),
      ...(address !== undefined && { address }),
      ...(publicIp !== undefined && { publicIp }),
    };
  });
}

/** The pools of a rule, by either of its attributes' names. */
const poolsOf = (rule: Resource, resources: KindContext): readonly Resource[] =>
  poolIds(rule).flatMap((id) => resources.resolve(id, POOL) ?? []);

function poolIds(rule: Resource): readonly Value[] {
  const ids = rule.configured("backend_address_pool_ids");
  return [...(isList(ids) ? ids : [ids]), rule.configured("backend_address_pool_id")];
}

const isPublic = (rule: Resource, frontends: LoadBalancer["frontends"]): boolean =>
  frontends.some(({ name, publicIp }) => publicIp !== undefined && frontendNames(rule).includes(name));

/** The NICs that are associated with NAT rules wherever the rule is there, by the rule's id. */
function nicsByNatRule(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const resource of resources.of("azurerm_network_interface_nat_rule_association")) {
    const rule = resources.resolve(resource.configured("nat_rule_id"), "azurerm_lb_nat_rule");
    const nic = resources.reference(NETWORK_INTERFACE_READER, resource.configured("network_interface_id"), resource);
    // Both usually depend on the same value.
    if (rule && nic !== undefined && (!resource.exists || rule.exists)) put(map, rule.id, nic);
  }
  return map;
}

/** Ids of the NICs of each pool, by the pool's id. */
type NicsByPool = ReadonlyMap<string, readonly string[]>;

/** The NICs that are associated with pools. */
function nicsByPool(resources: KindContext): NicsByPool {
  const map = new Map<string, string[]>();
  for (const resource of resources.of("azurerm_network_interface_backend_address_pool_association")) {
    const pool = resources.resolve(resource.configured("backend_address_pool_id"), POOL);
    const nic = resources.reference(NETWORK_INTERFACE_READER, resource.configured("network_interface_id"), resource);
    if (pool && nic !== undefined) put(map, pool.id, nic);
    if (!pool) resources.missing(LOAD_BALANCER, resource.configured("backend_address_pool_id"), resource);
  }
  for (const nic of scaleSetsOf(resources).flatMap((set) => instanceNics(set, resources)))
    for (const id of poolsOfInstances(nic)) {
      const pool = resources.resolve(id, POOL);
      if (pool) put(map, pool.id, nic.id);
    }
  return map;
}

/** The same, with the NICs of the addresses that pools may name in place of NICs. */
function withAddresses(nics: NicsByPool, resources: KindContext): NicsByPool {
  const map = new Map([...nics].map(([pool, ids]) => [pool, [...ids]]));
  const byAddress = nicsByAddress(resources);
  for (const resource of resources.of("azurerm_lb_backend_address_pool_address")) {
    const pool = resources.resolve(resource.configured("backend_address_pool_id"), POOL);
    const [nic, ...others] = byAddress.get(text(resource, "ip_address") ?? "") ?? [];
    if (pool && nic !== undefined && others.length === 0) put(map, pool.id, nic);
  }
  return map;
}

/** Ids of the NICs that have an address, by whichever of their configurations. */
function nicsByAddress(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const nic of resources.of("azurerm_network_interface")) {
    const addresses = blocks(nic, "ip_configuration").map((block) => text(block, "private_ip_address"));
    for (const address of new Set(addresses)) if (address !== undefined) put(map, address, nic.id);
  }
  return map;
}
