import type { NetworkSecurityGroupSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { Place, SecurityRuleDeclaration } from "../rules/declaration";
import { choice, flag, mandatory, type PropsSchema, text, texts } from "./internal/props-schema";
import { resourceList, isToken, known } from "./internal/tokens";

/** A rule of a network security group. */
export interface SecurityRuleProps {
  readonly name: string;
  /** 100 to 4096, lower ones first, unique per direction (Azure). */
  readonly priority: number;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  /**
   * `*`, Tcp, Udp, Icmp, Ah or Esp.
   * @default "*" - any protocol
   */
  readonly protocol?: string;
  /** IPv4 addresses and prefixes; or one service tag; or `*`. */
  readonly sources: readonly string[];
  /**
   * As `sources`.
   * @default ["*"] - any
   */
  readonly destinations?: readonly string[];
  /**
   * Ports (`443`) and ranges (`8000-8080`).
   * @default ["*"] - any
   */
  readonly destinationPorts?: readonly string[];
  /**
   * What it is for, at most 140 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * Must be true for a rule that lets the whole internet in: so that nobody does it by accident.
   * @default false - such a rule is an error
   */
  readonly openToInternet?: boolean;
}

/** A rule of the library's own. */
export interface OwnSecurityRule extends SecurityRuleProps {
  /** The prop in which its sources were given; undefined: in none, or in one that has rules of its own. */
  readonly sourcesGivenAs?: string;
}

export const SECURITY_RULE_SCHEMA: PropsSchema<SecurityRuleProps> = {
  name: mandatory.text,
  priority: mandatory.number,
  direction: mandatory.choice("Inbound", "Outbound"),
  access: mandatory.choice("Allow", "Deny"),
  protocol: choice("*", "Tcp", "Udp", "Icmp", "Ah", "Esp"),
  sources: mandatory.texts,
  destinations: texts,
  destinationPorts: texts,
  description: text,
  openToInternet: flag,
};

export const OWN_SECURITY_RULE_SCHEMA: PropsSchema<OwnSecurityRule> = { ...SECURITY_RULE_SCHEMA, sourcesGivenAs: text };

/**
 * Ends every group of this library. Azure's own rule AllowVnetInBound admits the service tag VirtualNetwork, and in a
 * subnet that learns 0.0.0.0/0 by BGP that tag is the whole internet.
 * @see https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export const DENY_ALL_INBOUND: SecurityRuleProps = {
  name: "DenyAllInBound",
  priority: 4096,
  direction: "Inbound",
  access: "Deny",
  sources: ["*"],
};

export function securityRuleBlock(rule: SecurityRuleProps): NetworkSecurityGroupSecurityRule {
  const source = prefixes(rule.sources);
  const destination = prefixes(rule.destinations ?? ["*"]);
  const ports = rule.destinationPorts ?? ["*"];
  const onePort = ports.length === 1 && !isToken(ports);
  return {
    name: rule.name,
    priority: rule.priority,
    direction: rule.direction,
    access: rule.access,
    protocol: rule.protocol ?? "*",
    description: rule.description,
    sourceAddressPrefix: source.one,
    sourceAddressPrefixes: source.several,
    sourcePortRange: "*",
    destinationAddressPrefix: destination.one,
    destinationAddressPrefixes: destination.several,
    destinationPortRange: onePort ? ports[0] : undefined,
    destinationPortRanges: onePort ? undefined : resourceList(ports),
  };
}

/** A service tag or `*` is accepted in the singular only, several prefixes in the plural only (azurerm). */
function prefixes(list: readonly string[]): { one?: string; several?: string[] } {
  return list.length === 1 && !isToken(list) ? { one: list[0] } : { several: resourceList(list) };
}

export function securityRuleDeclaration(
  rule: SecurityRuleProps,
  at: Place,
  sourcesAt: Place | undefined,
): SecurityRuleDeclaration {
  const each = (list: readonly string[]): (string | undefined)[] => (isToken(list) ? [undefined] : list.map(known));
  return {
    at,
    name: known(rule.name),
    priority: known(rule.priority),
    direction: rule.direction,
    access: rule.access,
    protocol: known(rule.protocol ?? "*"),
    sources: each(rule.sources),
    destinations: each(rule.destinations ?? ["*"]),
    sourcePorts: ["*"],
    destinationPorts: each(rule.destinationPorts ?? ["*"]),
    sourcesAt,
    openedByName: rule.openToInternet ?? false,
  };
}
