import type { NetworkSecurityGroupSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { Place, SecurityRuleDeclaration } from "../rules/declaration";
import { choice, flag, mandatory, type PropsSchema, text, texts } from "./internal/props-schema";
import { resourceList, isToken, known } from "./internal/tokens";

/**
 * A rule of a network security group. It matches any source port.
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export interface SecurityRuleProps {
  /** Name of the rule, unique in its group. */
  readonly name: string;
  /** Priority, 100 to 4096: the rule with the lowest number that matches decides. Unique in its direction. */
  readonly priority: number;
  /** Direction of the packets, seen from the subnet. */
  readonly direction: "Inbound" | "Outbound";
  /** Whether matching packets are allowed or denied. */
  readonly access: "Allow" | "Deny";
  /**
   * "*", "Tcp", "Udp", "Icmp", "Ah" or "Esp".
   * @default "*" - any protocol
   */
  readonly protocol?: string;
  /** IPv4 addresses and prefixes in CIDR notation; or one service tag; or "*" for any. */
  readonly sources: readonly string[];
  /**
   * IPv4 addresses and prefixes in CIDR notation; or one service tag; or "*" for any.
   * @default ["*"] - any destination
   */
  readonly destinations?: readonly string[];
  /**
   * Ports ("443") and ranges ("8000-8080"), 0 to 65535; or "*" for any.
   * @default ["*"] - any port
   */
  readonly destinationPorts?: readonly string[];
  /**
   * Purpose of the rule, at most 140 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * Must be true if the rule allows the whole internet to connect.
   * @default false - such a rule is an error
   */
  readonly openToInternet?: boolean;
}

/** A security rule that the library adds. */
export interface OwnSecurityRule extends SecurityRuleProps {
  /**
   * Name of the prop that the sources come from, which findings point to.
   * @default - the sources are the library's, or construct rules of their own check the prop
   */
  readonly sourcesGivenAs?: string;
}

/** What a machine of a subnet offers: inbound traffic that is allowed. */
export type Opening = Pick<SecurityRuleProps, "name" | "protocol" | "sources"> & {
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly string[];
};

/** Priority of the first rule of an {@link Opening}: after the user's usual ones. */
const FIRST_OPENING = 3000;

/** The security rule of an opening. @param number of the openings before it in the group */
export const openingRule = (opening: Opening, number: number): OwnSecurityRule => ({
  ...opening,
  priority: FIRST_OPENING + number,
  direction: "Inbound",
  access: "Allow",
});

/** The rule with further ports. */
export const withPorts = (rule: OwnSecurityRule, ports: readonly string[]): OwnSecurityRule => ({
  ...rule,
  destinationPorts: [...new Set([...(rule.destinationPorts ?? []), ...ports])],
});

/** Schema of {@link SecurityRuleProps}. */
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

/** Schema of {@link OwnSecurityRule}. */
export const OWN_SECURITY_RULE_SCHEMA: PropsSchema<OwnSecurityRule> = { ...SECURITY_RULE_SCHEMA, sourcesGivenAs: text };

/**
 * The last rule of the library's own groups, with the highest priority number that Azure allows. It overrides Azure's
 * rule AllowVnetInBound, which allows the service tag VirtualNetwork: in a subnet that learns 0.0.0.0/0 by BGP, the tag
 * contains the whole internet.
 * @see https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export const DENY_ALL_INBOUND: SecurityRuleProps = {
  name: "DenyAllInBound",
  priority: 4096,
  direction: "Inbound",
  access: "Deny",
  sources: ["*"],
};

/** The rule as azurerm's `security_rule` block. */
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

/** azurerm accepts a service tag or `*` in the singular argument only, and several prefixes in the plural one only. */
function prefixes(list: readonly string[]): { one?: string; several?: string[] } {
  return list.length === 1 && !isToken(list) ? { one: list[0] } : { several: resourceList(list) };
}

/**
 * The rule as the construct rules read it.
 * @param at the prop that the user wrote it in.
 * @param sourcesAt the prop that its sources come from; undefined if findings about sources must not point there.
 */
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
