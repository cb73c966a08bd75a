import type { SecurityRule, UserRoute } from "../model/azure";
import { symbol, unknown } from "../unknown/value";

/** Stands for routes of which only the expression that makes them is known: they may lead anything anywhere. */
export function anyRoute(expression: string): UserRoute {
  return {
    name: expression,
    prefix: symbol(expression),
    nextHopType: "VirtualAppliance",
    nextHopAddress: symbol(expression),
  };
}

/**
 * Stands for rules of which only the expression that makes them is known: whatever the others say, they may allow or
 * deny.
 */
export function anyRules(expression: string): readonly SecurityRule[] {
  return (["Inbound", "Outbound"] as const).map((direction) => ({
    name: expression,
    priority: FIRST,
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
const FIRST = 99;
