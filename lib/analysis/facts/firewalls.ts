import { type FactTexts, documented, inferred } from "./fact-text";
import {
  FIREWALL,
  FIREWALL_DNAT,
  FIREWALL_FAQ,
  FIREWALL_HIERARCHY,
  FIREWALL_NAT_GATEWAY,
  FIREWALL_RULES,
  FIREWALL_SNAT,
} from "./sources";

/** What an Azure Firewall does with packets. */
export const FIREWALLS = {
  "13.1": {
    statement:
      "An Azure Firewall asks NAT rules, then network rules, then application rules, each by the priority of their " +
      "rule collection groups and collections; the rules of a parent policy come before those of its children. The " +
      "first rule that matches decides. What no rule matches is denied. Application rules see HTTP, HTTPS and SQL " +
      "over TCP only, and match the name of the host that the client asks for.",
    evidence: [documented(FIREWALL_RULES)],
    modelled: "partly",
    remark:
      "threat intelligence, IDPS, TLS inspection, DNS proxy, explicit proxy and the built-in rules for Azure's own " +
      "names are left out; a rule with categories or service tags leaves the verdict undetermined, and one with host " +
      "names or FQDN tags that of a path to an address: the internet at large is reached as far as a rule allows hosts",
  },
  "13.2": {
    statement:
      "An Azure Firewall replaces the source by the address of one of its instances in AzureFirewallSubnet, except for " +
      "destinations in `private_ip_ranges` (by default those of RFC 1918 and RFC 6598), or in ranges that it learns. " +
      "What an application rule allows is sent on by a proxy, with that source whatever the destination is.",
    evidence: [documented(FIREWALL_SNAT)],
    modelled: "yes",
  },
  "13.3": {
    statement:
      "An Azure Firewall sends by the effective routes of AzureFirewallSubnet. To the internet it leaves with the NAT " +
      "gateway of that subnet, otherwise with one of its public IPs, chosen at random. Without a public IP, which only a " +
      "firewall with a management subnet can be, it reaches the internet by another firewall or on-premises only.",
    evidence: [documented(FIREWALL, FIREWALL_NAT_GATEWAY)],
    modelled: "yes",
  },
  "13.4": {
    statement:
      "A NAT rule of an Azure Firewall translates the destination, and the firewall replaces the source by its own, so " +
      "that answers return through it. Translated packets pass unless a network rule denies them.",
    evidence: [documented(FIREWALL_DNAT, FIREWALL_RULES)],
    modelled: "yes",
  },
  "13.5": {
    statement: "Microsoft documents in two ways whether a policy inherits the NAT rules of its parent.",
    evidence: [documented(FIREWALL_HIERARCHY, FIREWALL_RULES)],
    modelled: "partly",
    remark: "the verdict is undetermined where it matters",
  },
  "13.6": {
    statement:
      "An Azure Firewall is stateful: it drops the answer to a request that did not pass through it, and the rest of a " +
      "TCP connection whose answers go another way.",
    evidence: [documented(FIREWALL_FAQ), inferred("answers that go another way")],
    modelled: "yes",
  },
} satisfies FactTexts;
