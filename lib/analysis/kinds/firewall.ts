import { hostAddress, parsePrefix } from "../../domain/ipv4";
import type { Component } from "../model/component";
import { type Block, blocks, text } from "../terraform/attributes";
import { isList, isObject, type Value } from "../terraform/value";
import { or, type Truth } from "../unknown/truth";
import { isOpen, symbol } from "../unknown/value";
import { addressText } from "./box";
import { FIREWALL_PARTS, firewallPolicies, type FirewallPolicy } from "./firewall-policy";
import type { Kind, KindContext, KindReader } from "./kind";
import { ifNotNull, publicIpsOf } from "./public-ip";
import { SUBNET_READER } from "./subnet";
import { VIRTUAL_HUB_READER } from "./virtual-hub";

/** An Azure Firewall. */
export interface Firewall extends Component, FirewallPolicy {
  /** Absent in a virtual hub. */
  readonly subnet?: string;
  /** Id of the virtual hub that it is in. */
  readonly hub?: string;
  /** Private address (row 1.20); absent: known after apply. */
  readonly address?: string;
  /** Of its data path and of its management. */
  readonly publicIps: readonly string[];
  /** Those that it sends to the internet with. */
  readonly egressIps: readonly string[];
  /** Whether it has one of these. @default it has */
  readonly attached?: Truth;
  /** It has a subnet and a public IP of its own for its management: its traffic may be forced through a tunnel. */
  readonly management: boolean;
  /** "Basic", "Standard" or "Premium". */
  readonly tier?: string;
}

export const FIREWALL: Kind<Firewall, "firewalls"> = {
  list: "firewalls",
  label: "firewall",
  types: ["azurerm_firewall"],
  parts: FIREWALL_PARTS,
  references: { subnet: "part-of", hub: "part-of", publicIps: "uses" },
  nextHops: ({ id, subnet, hub, address = symbol(`${id}.${addressOf(0)}`) }) => {
    if (subnet !== undefined) return [{ address, subnet, to: [id] }];
    return hub === undefined ? [] : [{ address: symbol(`${id}.${HUB_ADDRESS}`), subnet: hub, to: [id] }];
  },
  box: ({ subnet, hub, address }) =>
    subnet === undefined && hub === undefined
      ? undefined
      : {
          look: "nva",
          word: "FIREWALL",
          ...(subnet !== undefined && { parent: subnet, detail: addressText(address) }),
        },
};

export const FIREWALL_READER: KindReader<Firewall> = {
  kind: FIREWALL,
  read: (resources) => {
    const policyOf = firewallPolicies(resources);
    return resources.of("azurerm_firewall").map((resource) => {
      const configurations = blocks(resource, "ip_configuration", resources.unread(resource, "ip_configuration"));
      const management = blocks(resource, "management_ip_configuration");
      const [subnet] = configurations.flatMap(
        (block) => resources.reference(SUBNET_READER, block.configured("subnet_id"), resource) ?? [],
      );
      const written = configurations.flatMap((block) => text(block, "private_ip_address") ?? []);
      const address = written.find((one) => !isOpen(one)) ?? firstAddress(subnet, resources) ?? written[0];
      const [inHub] = blocks(resource, "virtual_hub");
      const hub = inHub && resources.reference(VIRTUAL_HUB_READER, inHub.configured("virtual_hub_id"), resource);
      const tier = text(resource, "sku_tier");
      return {
        ...resources.component(resource),
        ...(subnet !== undefined && { subnet }),
        ...(hub !== undefined && { hub }),
        ...(address !== undefined && { address }),
        publicIps: publicIpsOf([...configurations, ...management], resource, resources),
        egressIps: publicIpsOf(configurations, resource, resources),
        ...attached(configurations),
        management: management.length > 0,
        ...(tier !== undefined && { tier }),
        ...policyOf(resource),
      };
    });
  },
  addressAliases: ({ id, address }) => (address === undefined ? [] : [[symbol(`${id}.${addressOf(0)}`), address]]),
  computed: {
    // Azure sets an address in each block, which references go through the block to.
    ip_configuration: (firewall, own) =>
      isList(own) ? own.map((block, index) => withAddress(block, firewall.afterApply(addressOf(index)))) : own,
    virtual_hub: (firewall, own) =>
      own === undefined
        ? own
        : (isList(own) ? own : [own]).map((block) => withAddress(block, firewall.afterApply(HUB_ADDRESS))),
  },
};

/** A public IP that is there for certain is enough. */
function attached(configurations: readonly Block[]): Pick<Firewall, "attached"> {
  const named = configurations.map((block) => block.configured("public_ip_address_id")).filter((id) => id !== null);
  const exists = or(...named.map((id) => ifNotNull(id).exists ?? true));
  return typeof exists === "boolean" ? {} : { attached: exists };
}

/** Azure takes the first four addresses of a subnet for itself; the firewall's subnet holds nothing else. */
const FIRST_USABLE = 4;

/** The address that Azure gives the firewall, where the prefix of its subnet is known (row 1.20). */
function firstAddress(subnet: string | undefined, resources: KindContext): string | undefined {
  const prefix = parsePrefix(resources.find(SUBNET_READER, subnet ?? "")?.prefixes[0] ?? "");
  return prefix && hostAddress(prefix, FIRST_USABLE);
}

/** The address that Azure gives a firewall in a virtual hub. */
const HUB_ADDRESS = "virtual_hub[0].private_ip_address";

const addressOf = (index: number): string => `ip_configuration[${index}].private_ip_address`;

function withAddress(block: Value, address: Value): Value {
  if (!isObject(block)) return block;
  const { private_ip_address: given = null } = block;
  return given === null || given === "" ? { ...block, private_ip_address: address } : block;
}
