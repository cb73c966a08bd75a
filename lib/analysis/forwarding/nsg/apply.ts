import { parsePrefix } from "../../../domain/ipv4";
import { ownDefault } from "../../faults/loops";
import { deniedBySecurityGroup } from "../../faults/security";
import { referredAddress } from "../../model/nic-address";
import type { Nic, Subnet } from "../../model/azure";
import type { PathOutcome } from "../packet-trace";
import { stops, type Transit } from "../transit";
import { inspect, inspectForPlatform, type SecurityDecision } from "./evaluate";

/** A NIC that a packet passes. */
interface Checkpoint {
  readonly nic: Nic;
  readonly subnet: Subnet;
  readonly direction: "Inbound" | "Outbound";
  readonly anyClientPort?: boolean;
}

/** The security groups of a NIC and its subnet, unless they have recorded the flow (row 6.3). */
export function applySecurityGroups(transit: Transit, checkpoint: Checkpoint): Transit | PathOutcome {
  const { routing, packet, trace } = transit;
  const { nic, subnet } = checkpoint;
  if (packet.answer && trace.recorded.has(nic.id)) return transit;
  const decisions = inspect({ routing, packet, ...checkpoint }, nic);
  const decided = transit.decided(...decisions.map(({ decision }) => decision));
  const next = decisions.some(({ reliesOnNarrowTag }) => reliesOnNarrowTag)
    ? decided.warned(
        "6.6",
        `in ${routing.index.subnetName(subnet)} a UDR 0.0.0.0/0 to Internet keeps a learned default out of the tag VirtualNetwork: seen in labs, not documented`,
      )
    : decided;
  const denied = decisions.find(({ decision }) => !decision.ok);
  return denied ? drop(next, checkpoint, denied) : next.recordedAt(nic);
}

/** To Azure's platform: only a rule that denies the platform's tag stops the packet (rows 4.5, 6.13). */
export function applyPlatformRules(
  transit: Transit,
  { nic, subnet }: Pick<Checkpoint, "nic" | "subnet">,
  tag: string,
): Transit | PathOutcome {
  const { routing, packet } = transit;
  const direction = "Outbound";
  const denied = inspectForPlatform({ routing, packet, subnet, direction }, nic, tag);
  if (!denied) return transit.recordedAt(nic);
  const { group, rule, decision } = denied;
  return transit
    .decided(decision)
    .drop(
      deniedBySecurityGroup(routing.index.nameOf(nic), { packet, nic, direction, group, rule, facts: decision.facts }),
    );
}

function drop(transit: Transit, checkpoint: Checkpoint, denied: SecurityDecision): PathOutcome {
  const { routing, packet } = transit;
  const { nic, subnet, direction } = checkpoint;
  const name = routing.index.nameOf(nic);
  if (direction === "Inbound" && denied.usesTag && leadsBack(transit, checkpoint))
    return widened(transit, subnet, name);
  const { group, rule, decision } = denied;
  return transit.drop(deniedBySecurityGroup(name, { packet, nic, direction, group, rule, facts: decision.facts }));
}

/** What the NIC forwards by a default route, the table of its subnet would send back to it. */
const leadsBack = ({ routing, packet }: Transit, { nic, subnet }: Checkpoint): boolean =>
  routing
    .lookup(subnet, packet.destination)
    .some(
      ({ prefix, nextHop }) =>
        (parsePrefix(prefix)?.length ?? 32) <= 1 &&
        nextHop.kind === "appliance" &&
        nextHop.address === referredAddress(nic),
    );

/** Its own default route widens the tag VirtualNetwork, so that the rule for what it forwards does not match (row 6.5). */
function widened(transit: Transit, subnet: Subnet, name: string): PathOutcome {
  const because = "its own default route via BGP: the tag Internet contains nothing any more";
  return transit
    .decided(stops({ kind: "route", text: "0.0.0.0/0 -> itself", because, at: subnet.id }, "6.5"))
    .drop(ownDefault(transit.routing.index, subnet, name));
}
