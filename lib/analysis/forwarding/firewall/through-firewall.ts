import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { answerToUnseen, defaultWithoutManagement, deniedByFirewall, ruleText } from "../../faults/firewalls";
import { forwardingLoop } from "../../faults/loops";
import { holds, sameAddress } from "../../model/address";
import type { Firewall, Nic } from "../../model/azure";
import { and, claim, not, or, type Truth } from "../../unknown/truth";
import { shown } from "../../unknown/value";
import { namesOf, type Step } from "../step";
import { passes, stops, type Transit } from "../transit";
import { decidePacket, type FirewallDecision } from "./decide";
import { allowsNamedHosts, isAtLarge } from "./match";
import type { FirewallStation } from "./station";
import { isForFirewall, translated } from "./translate";

/** Through an Azure Firewall: its rules, source translation, and on by the routes of its subnet or virtual hub. */
export function throughFirewall(transit: Transit, station: FirewallStation): Step[] {
  const { firewall, nic } = station;
  const there = transit.to(firewallHop(station));
  const cycle = transit.cycleAt(nic.id) ?? (isFromItself(transit, nic) ? [nic.id] : undefined);
  if (cycle) {
    const names = namesOf(transit.routing, [...cycle, nic.id]);
    return [there.loop(forwardingLoop(placeOf(station), firewall.name, names), names)];
  }
  if (transit.followedBefore(nic.id)) return [];
  const visiting = there.visiting(nic.id);
  if (transit.packet.answer) return answered(visiting, station);
  return isForFirewall(visiting, station) ? readdressed(visiting, station) : decided(visiting, station);
}

/** What is for the firewall itself goes on where a NAT rule leads it. */
function readdressed(transit: Transit, station: FirewallStation): Step[] {
  const next = translated(transit, station);
  return "disposition" in next || "at" in next ? [next] : leave(next.transit, station);
}

const firewallHop = ({ firewall: { id, name, address } }: FirewallStation): Parameters<Transit["to"]>[0] => ({
  kind: "firewall",
  name,
  id,
  detail: address === undefined ? "" : shown(address),
});

const isFromItself = ({ routing, packet: { source } }: Transit, nic: Nic): boolean =>
  sameAddress(source, routing.index.addressOf(nic));

/** The firewall knows the answers to what it has let through, and undoes its translation. */
function answered(transit: Transit, station: FirewallStation): Step[] {
  const { firewall, nic } = station;
  const { packet, trace } = transit;
  const translation = trace.translations.at(-1);
  if (translation?.nic === nic.id) {
    const { original, target, port } = translation;
    const text = `${packet.destination.text} -> ${original.text}`;
    const because = "the address before translation";
    return leave(
      transit
        .rewritten({
          destination: original,
          ...(target && { source: target }),
          ...(port !== undefined && { port }),
        })
        .withTranslations(trace.translations.slice(0, -1))
        .decided(passes({ kind: "nat", text, because, at: firewall.id }, "13.2")),
      station,
    );
  }
  if (trace.recorded.has(nic.id)) return leave(transit, station);
  const because = "it has not seen the request";
  return [
    transit
      .decided(stops({ kind: "firewall", text: "drops the answer", because, at: firewall.id }, "13.6"))
      .drop(answerToUnseen(firewall, packet)),
  ];
}

function decided(transit: Transit, station: FirewallStation): Step[] {
  const { firewall } = station;
  const { routing, packet } = transit;
  const decision = decidePacket(routing.scenario, firewall, packet);
  const seen = limited(transit.decided(decisionOf(firewall, decision)), decision);
  if (!decision.allowed) return [seen.drop(deniedByFirewall(firewall, packet, decision.rule))];
  const unsupported = otherDefault(transit, station);
  if (unsupported !== undefined && station.subnet)
    return [seen.undetermined(defaultWithoutManagement(firewall, station.subnet, unsupported))];
  const isProxied = decision.rule?.kind === "application";
  const translates = isProxied || routing.scenario.isTrue(translatesTo(transit, station));
  return leave(translates ? withOwnSource(seen, station, isProxied) : seen, station);
}

/** With a warning where the firewall lets named hosts through only, and the question is about the internet at large. */
function limited(transit: Transit, { allowed, rule }: FirewallDecision): Transit {
  const isLimited = allowed && rule !== undefined && isAtLarge(transit.packet.destination) && allowsNamedHosts(rule);
  return isLimited ? transit.warned("13.1", `${ruleText(rule)}: only for the host names of that rule`) : transit;
}

const decisionOf = ({ id, name }: Firewall, { allowed, rule }: FirewallDecision): ReturnType<typeof passes> =>
  (allowed ? passes : stops)(
    {
      kind: "firewall",
      text: rule ? ruleText(rule) : "deny: no rule matches",
      because: rule ? `${rule.kind} rule` : name,
      at: rule?.at ?? id,
    },
    "13.1",
  );

/** Out by the routes of its subnet, or of its virtual hub. */
function leave(transit: Transit, { firewall, nic }: FirewallStation): Step[] {
  const out = transit.forwardedBy(nic).recordedAt(nic);
  const { hub } = firewall;
  return [{ transit: out, at: hub === undefined ? { kind: "leaving", nic } : { kind: "past-firewall", hub, nic } }];
}

/** Id of what has its routes. */
const placeOf = ({ firewall, subnet }: FirewallStation): string => subnet?.routeTable ?? subnet?.id ?? firewall.id;

/** The default route of the subnet, where that does not lead to the internet and the firewall cannot do without. */
function otherDefault({ routing }: Transit, { firewall, subnet }: FirewallStation): string | undefined {
  if (firewall.management || !subnet) return undefined;
  const other = routing.activeRoutes(subnet, DEFAULT_ROUTE).find(({ nextHop }) => nextHop.kind !== "internet");
  return other && `${DEFAULT_ROUTE} -> ${other.nextHopType}`;
}

/** Whether it replaces the source of what goes to the packet's destination (row 13.2). */
function translatesTo(transit: Transit, { firewall, subnet }: FirewallStation): Truth {
  const { routing, packet } = transit;
  const kept = or(...firewall.untranslated.map((range) => holds(range, packet.destination, "user")));
  if (kept === true || firewall.learnsRanges === false) return not(kept);
  const rows = subnet ? routing.lookup(subnet, packet.destination) : [];
  const learned = rows.find((row) => row.learned && row.prefix !== DEFAULT_ROUTE);
  if (!learned) return not(kept);
  const isLearned = claim(`the ranges that ${firewall.name} learns`, `contain ${shown(learned.prefix)}`);
  return not(or(kept, and(firewall.learnsRanges, isLearned)));
}

function withOwnSource(transit: Transit, { firewall, nic }: FirewallStation, isProxied: boolean): Transit {
  const original = transit.packet.source;
  const own = transit.routing.index.addressOf(nic);
  const because = isProxied ? "proxy of application rules" : "source NAT";
  return transit
    .decided(passes({ kind: "nat", text: `${original.text} -> ${own.text}`, because, at: firewall.id }, "13.2"))
    .rewritten({ source: own })
    .withTranslations([...transit.trace.translations, { nic: nic.id, original }]);
}
