import { contains, parsePrefix } from "../../domain/ipv4";
import type { Declaration, SecurityGroupDeclaration, SecurityRuleDeclaration } from "../declaration";
import type { ConstructRule } from "../rule";

/** FT078. */
export const forwardedTrafficDenied: ConstructRule = {
  id: "FT078",
  name: "forwarded-traffic-denied",
  severity: "error",
  summary: "A security rule of the NVA denies the traffic that it forwards.",
  why: "Azure evaluates security rules by priority: what is denied before AllowForwardedTraffic never reaches the NVA.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  check: (app) =>
    app.securityGroups
      .filter((group) => protectsNva(app, group))
      .flatMap(({ network, rules }) => {
        const allow = rules.find(({ name }) => name === "AllowForwardedTraffic")?.priority;
        return rules
          .filter((rule) => shuts(rule, allow ?? 0, sourcesOf(app, network)))
          .map(({ at, name, direction, priority }) => ({
            at,
            text: `rule ${name ?? "?"} denies ${direction === "Inbound" ? "the packets of the clients to the NVA" : "the packets of the NVA to the internet"}`,
            got: `Deny, ${direction}, priority ${priority ?? "?"}`,
            want:
              direction === "Inbound" ? `no Deny before AllowForwardedTraffic (${allow})` : "no Deny to the internet",
            fix: direction === "Inbound" ? `priority: ${(allow ?? 110) + 1}` : "remove that rule",
          }));
      }),
};

/** An NVA that advertises services only forwards nothing. */
const protectsNva = (app: Declaration, { network, subnetName }: SecurityGroupDeclaration): boolean =>
  subnetName !== undefined &&
  app.nvas.some(
    (nva) =>
      nva.network === network &&
      nva.subnetName === subnetName &&
      (nva.advertisesDefault || nva.announces.some(({ ports }) => !ports)),
  );

const sourcesOf = (app: Declaration, network: string): readonly (string | undefined)[] =>
  app.sites.find((site) => site.network === network)?.tunnelledSources?.map(({ source }) => source) ?? [];

function shuts(rule: SecurityRuleDeclaration, allow: number, tunnelled: readonly (string | undefined)[]): boolean {
  const everything = rule.protocol === "*" && rule.destinationPorts.includes("*") && rule.sourcePorts.includes("*");
  if (
    rule.access !== "Deny" ||
    !everything ||
    !rule.destinations.some((to) => to === "*" || to === "Internet" || to === "0.0.0.0/0")
  )
    return false;
  const fromAll = rule.sources.some((from) => from === "*" || from === "VirtualNetwork" || covers(from, tunnelled));
  if (rule.priority === undefined || !fromAll) return false;
  return rule.direction === "Outbound" || rule.priority < allow;
}

/** True where the prefix contains all tunnelled sources. */
function covers(from: string | undefined, tunnelled: readonly (string | undefined)[]): boolean {
  const outer = from === undefined ? undefined : parsePrefix(from);
  if (!outer || tunnelled.length === 0) return false;
  return tunnelled.every((source) => {
    const inner = source === undefined ? undefined : parsePrefix(source);
    return inner !== undefined && contains(outer, inner);
  });
}
