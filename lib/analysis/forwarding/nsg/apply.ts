import { referredAddress } from "../../model/address";
import { decision, stop } from "../endings";
import type { Fabric } from "../../routes/fabric";
import { deniedBySecurityGroup, ownDefault } from "../../faults/fault";
import type { Nic, Subnet } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { Decision } from "../../results";
import { judge, type SecurityDecision } from "./evaluate";
import type { PathOutcome, PacketTrace } from "../packet-trace";

/** The security groups of a NIC, unless they have recorded the flow (row 6.3). */
export function secured(
  fabric: Fabric,
  nic: Nic,
  subnet: Subnet,
  direction: "Inbound" | "Outbound",
  packet: Packet,
  trail: PacketTrace,
): PacketTrace | PathOutcome {
  if (packet.answer && trail.recorded.has(nic.id)) return trail;
  const decisions = judge(fabric, nic, subnet, direction, packet);
  const denied = decisions.find(({ ok }) => !ok);
  const heard = decisions.map(plainDecision);
  const next = decisions.some(({ restsOnTag }) => restsOnTag)
    ? trail
        .decided(...heard)
        .warned(
          "6.6",
          `that a UDR 0.0.0.0/0 to Internet keeps the tag VirtualNetwork narrow in ${fabric.index.subnetName(subnet)} has been seen, and is not documented`,
        )
    : trail.decided(...heard);
  if (denied) {
    // Its own default widens the tag VirtualNetwork there, so that the rule for what it forwards no longer fits (row
    // 6.5).
    const own = direction === "Inbound" && denied.tagged && leadsBack(fabric, subnet, nic, packet);
    const why = own
      ? decision(
          "route",
          "0.0.0.0/0 -> itself",
          "its own default, by BGP: the tag Internet holds nothing any more",
          false,
          subnet.id,
          "6.5",
        )
      : undefined;
    return stop(
      why ? next.decided(why) : next,
      packet,
      own
        ? ownDefault(fabric, subnet, fabric.index.nameOf(nic))
        : deniedBySecurityGroup(nic, fabric.index.nameOf(nic), denied, packet, direction),
    );
  }
  return next.with({ recorded: new Set([...next.recorded, nic.id]) });
}

/** What the NIC forwards there, its subnet would send to it again. */
const leadsBack = (fabric: Fabric, subnet: Subnet, nic: Nic, packet: Packet): boolean =>
  fabric
    .lookup(subnet, packet.destination)
    .some(({ nextHop }) => nextHop.kind === "appliance" && nextHop.address === referredAddress(nic));

const plainDecision = ({ kind, text, because, ok, at, facts: rows }: SecurityDecision): Decision => ({
  kind,
  text,
  because,
  ok,
  ...(at !== undefined && { at }),
  facts: rows,
});
