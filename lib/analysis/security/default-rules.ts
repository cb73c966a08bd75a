import type { SecurityRule } from "../model/azure";

const rule = (
  name: string,
  placed: Pick<SecurityRule, "priority" | "direction" | "access">,
  [source, destination]: readonly [source: string, destination: string],
): SecurityRule => ({
  name,
  ...placed,
  protocol: "*",
  sources: [source],
  destinations: [destination],
  sourcePorts: ["*"],
  destinationPorts: ["*"],
  sourceGroups: [],
  destinationGroups: [],
});

const inbound = (priority: number, access: "Allow" | "Deny"): Parameters<typeof rule>[1] => ({
  priority,
  direction: "Inbound",
  access,
});

const outbound = (priority: number, access: "Allow" | "Deny"): Parameters<typeof rule>[1] => ({
  priority,
  direction: "Outbound",
  access,
});

/** The rules that every security group ends with, by priority (row 6.2). */
export const DEFAULT_RULES: readonly SecurityRule[] = [
  rule("AllowVnetInBound", inbound(65000, "Allow"), ["VirtualNetwork", "VirtualNetwork"]),
  rule("AllowAzureLoadBalancerInBound", inbound(65001, "Allow"), ["AzureLoadBalancer", "*"]),
  rule("DenyAllInBound", inbound(65500, "Deny"), ["*", "*"]),
  rule("AllowVnetOutBound", outbound(65000, "Allow"), ["VirtualNetwork", "VirtualNetwork"]),
  rule("AllowInternetOutBound", outbound(65001, "Allow"), ["*", "Internet"]),
  rule("DenyAllOutBound", outbound(65500, "Deny"), ["*", "*"]),
];
