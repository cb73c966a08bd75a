import { answerLost } from "../../faults/replies";
import { knownAddress } from "../../model/address";
import type { Firewall, FirewallRule, Nic } from "../../model/azure";
import { referredAddress } from "../../model/nic-address";
import type { TopologyIndex } from "../../model/topology-index";
import type { Packet } from "../../model/packet";
import type { RoutingState } from "../../routes/routing-state";
import { publicAddress } from "../firewall/translate";
import type { PathOutcome } from "../packet-trace";
import { Transit } from "../transit";
import { receive, send } from "../walk";
import type { FlowQuery } from "./query";
import { answerOf, answersOf, leftFrom } from "./reply";
import { type Branch, ended, failed, stopped } from "./result";

/** The public side of a NAT rule. */
export interface Entrance {
  /** Id of the firewall. */
  readonly firewall: string;
  /** Id of its public IP. */
  readonly publicIp: string;
  readonly port: number | null;
}

/** A packet from the internet to a public IP of a firewall, and the answer to it. */
export function throughNatRule(
  routing: RoutingState,
  { fromAddress = "", protocol }: FlowQuery,
  { firewall, publicIp, port }: Entrance,
): Branch[] {
  const nic = routing.index.firewallNic(firewall);
  if (!nic) return [];
  const destination = publicAddress(routing.index, publicIp);
  const packet: Packet = { source: knownAddress(fromAddress), destination, protocol, port, answer: false };
  return receive(Transit.start(routing, packet), nic).map((outcome) => judge(routing, nic, outcome));
}

function judge(routing: RoutingState, firewall: Nic, outcome: PathOutcome): Branch {
  const { disposition, packet, warnings: before } = outcome;
  if (disposition.kind === "stopped") return stopped(outcome, disposition, { warnings: before });
  if (disposition.kind !== "arrived" && disposition.kind !== "on-premises") return ended(outcome, "delivered", before);
  const by =
    disposition.kind === "arrived"
      ? ({ kind: "leaving", nic: disposition.nic } as const)
      : ({ kind: "crossing", edge: disposition.edge } as const);
  const answer = answerOf(packet, packet.destination, packet.source);
  const answers = answersOf(send(Transit.start(routing, answer, outcome), by), leftFrom(firewall));
  const warnings = [...before, ...answers.warnings];
  if (!answers.lost) return { ...ended(outcome, "delivered", warnings), back: answers.traces };
  const { disposition: end } = answers.lost;
  if (end.kind === "stopped")
    return failed(outcome, end.fault, { verdict: end.verdict, reason: end.reason, back: answers.traces, warnings });
  const hop = by.kind === "leaving" ? routing.index.nameOf(by.nic) : by.edge.name;
  const at = by.kind === "leaving" ? by.nic.id : firewall.id;
  return failed(outcome, answerLost({ at, hop, client: packet.source.text }), { back: answers.traces, warnings });
}

/** The NAT rules that lead packets from the internet to a port of a NIC. */
export function entrancesTo(
  index: TopologyIndex,
  nic: Nic,
  { protocol, port }: Pick<FlowQuery, "protocol" | "port">,
): Entrance[] {
  const text = referredAddress(nic);
  return natRules(index).flatMap(({ firewall, rule }) => {
    const { address, port: translatedPort } = rule.translated ?? {};
    const leadsHere = address === text && [protocol, "any"].some((one) => rule.protocols.includes(one));
    if (!leadsHere || (translatedPort !== undefined && translatedPort !== String(port))) return [];
    const publicPort = translatedPort === undefined ? port : firstPort(rule, port);
    return firewall.egressIps
      .filter((id) => admitsTo(index, rule, id))
      .map((publicIp) => ({ firewall: firewall.id, publicIp, port: publicPort }));
  });
}

interface OwnedRule {
  readonly firewall: Firewall;
  readonly rule: FirewallRule;
}

export const natRules = ({ topology }: TopologyIndex): readonly OwnedRule[] =>
  topology.firewalls.flatMap((firewall) =>
    firewall.subnet === undefined
      ? []
      : firewall.rules.flatMap((rule) => (rule.kind === "nat" ? [{ firewall, rule }] : [])),
  );

const firstPort = ({ ports }: FirewallRule, otherwise: number | null): number | null => {
  const first = Number(ports[0]?.split("-")[0]);
  return Number.isNaN(first) ? otherwise : first;
};

/** True where a rule names a public IP, by its address or by reference, or any. */
const admitsTo = (index: TopologyIndex, { destinations }: FirewallRule, publicIp: string): boolean => {
  const { text, within } = publicAddress(index, publicIp);
  return destinations.some((one) => one === "*" || one === text || within.includes(one));
};
