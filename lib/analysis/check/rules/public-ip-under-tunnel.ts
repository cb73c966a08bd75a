import type { Unknown } from "../../unknown/value";
import { groupBy } from "../../../domain/group-by";
import type { Component, Machine } from "../../model/azure";
import type { SubnetRoutes } from "../../results";
import { type Truth, valuesOf } from "../../unknown/truth";
import type { CheckContext } from "../context";
import { list, verb } from "../sentence";
import { nicsOf } from "../nvas";
import { isTunnelled, type Verdict } from "../../verdict";
import { findingsOrUndecided, reported, type TopologyReported, type TopologyRule } from "../topology-rule";

const BY: { readonly [verdict in Verdict]?: string } = {
  tunnelled: "through the NVA",
  "on-premises": "by an on-premises router",
  firewall: "through the firewall",
};

/** FT111. */
export const publicIpUnderTunnel: TopologyRule = {
  id: "FT111",
  name: "public-ip-under-tunnel",
  severity: "error",
  summary:
    "A tunnelled machine has a public IP, or is behind a public load balancer, but its answers do not return through it.",
  why: "Answers follow the default route to the NVA or on-premises, and arrive from another address. If the default route is withdrawn, the public IP is a way out past the tunnel.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.1"],
  example: "a client with a public IP, in a subnet that learns the default route",
  check: (context) => {
    const { topology } = context;
    const verdicts = new Map(context.verdicts.map(({ id, verdict }) => [id, verdict]));
    const reached = new Set(context.exposures.map(({ id }) => id));
    const waitsFor: Unknown[] = [];
    const found = topology.machines.flatMap((machine) => {
      const verdict = verdicts.get(machine.id);
      if (!verdict || !(isTunnelled(verdict) || verdict === "firewall") || reached.has(machine.id)) return [];
      const nic = nicsOf(topology, machine).find(({ publicIp }) => publicIp !== undefined);
      if (!nic) return [];
      const decides = (nic.conditional ?? []).find((one) => one.with === "publicIp");
      if (decides) {
        waitsFor.push(...valuesOf(decides.exists));
        return [];
      }
      const name = topology.publicIps.find(({ id }) => id === nic.publicIp)?.name ?? nic.publicIp ?? "";
      return [
        reported({
          at: nic.id,
          also: [machine.id],
          text: `${machine.name} cannot be reached through ${name}: its answers leave ${BY[verdict]}`,
          got: name,
          want: "no public IP on a tunnelled machine, or a route to Internet for the prefixes that connect to it",
          fix: `remove ${machine.scaleSet ? "the block public_ip_address" : "public_ip_address_id"}, or add a route <prefix of the operators> -> Internet to the subnet`,
          rows: ["4.1", "4.2"],
        }),
      ];
    });
    const balanced = rulesToTunnelled(context);
    return findingsOrUndecided(
      [...found, ...balanced.flatMap(({ exists, ...one }) => (exists === true ? cannotBeReached(one) : []))],
      [...waitsFor, ...balanced.flatMap(({ exists }) => valuesOf(exists))],
    );
  },
};

/** A rule of a public load balancer, and the tunnelled machines behind it of which no answer returns through it. */
interface RuleToTunnelled {
  readonly rule: Component;
  readonly verdict: Verdict;
  readonly machines: readonly Machine[];
  readonly exists: Truth;
}

function rulesToTunnelled(context: CheckContext): RuleToTunnelled[] {
  const { topology, whole, verdicts } = context;
  const open = whole.unread.filter(({ effect, accepted }) => effect === "inbound" && accepted === undefined);
  const isOpen = new Set(open.map(({ id }) => id));
  const rules = [
    ...open.filter(({ type }) => type === "azurerm_lb_rule"),
    ...topology.loadBalancers.flatMap(({ natRules }) => natRules.filter(({ id }) => isOpen.has(id))),
  ];
  if (rules.length === 0) return [];
  const verdictOf = new Map(verdicts.map(({ id, verdict }) => [id, verdict]));
  return rules.flatMap((rule) => {
    const behind = topology.machines.flatMap((machine) => {
      const verdict = verdictOf.get(machine.id);
      const nics = nicsOf(topology, machine).filter(({ id }) => rule.nics.includes(id));
      const isLost = nics.some(({ subnet }) => !answersSomebody(context.routesOf(subnet)));
      return verdict && BY[verdict] !== undefined && isLost ? [{ machine, verdict }] : [];
    });
    return groupBy(behind, ({ verdict }) => verdict).map((group) => ({
      rule,
      verdict: group[0].verdict,
      machines: group.map(({ machine }) => machine),
      exists: rule.exists ?? true,
    }));
  });
}

/** A route of the subnet leads some addresses of the internet directly: answers to these return by the load balancer. */
const answersSomebody = (table: SubnetRoutes | undefined): boolean =>
  table === undefined ||
  table.routes.some(({ state, source, nextHop }) => {
    return state === "Active" && source === "User" && nextHop.kind === "internet";
  });

function cannotBeReached({ rule, verdict, machines }: Omit<RuleToTunnelled, "exists">): TopologyReported {
  const names = machines.map(({ name }) => name);
  return reported({
    at: rule.id,
    also: machines.map(({ id }) => id),
    text: `${list(names)} cannot be reached through the rule ${rule.name} of a public load balancer: ${verb(names, "its", "their")} answers leave ${BY[verdict]}`,
    got: rule.name,
    want: "no public load balancer in front of a tunnelled machine, or a route to Internet for the prefixes that connect to it",
    fix: `lead these connections to the NVA or firewall, which forwards them to ${list(names)}; or add a route <prefix of the clients> -> Internet to the subnet`,
    rows: ["4.1"],
  });
}
