import { missingRoute } from "../../faults/missing-route";
import type { RepairableFault } from "../../faults/repairable-fault";
import { isPublic } from "../../model/address";
import type { Subnet } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { RoutingState } from "../../routes/routing-state";
import type { PathOutcome } from "../packet-trace";
import type { Origin } from "../step";

const FOR_WANT_OF_A_ROUTE = ["no-route", "route-none", "no-egress-identity"];

/** Why the sender has no better route than the one that the packet followed; undefined where it needs none. */
export function causeOf(routing: RoutingState, sender: Origin, outcome: PathOutcome): RepairableFault | undefined {
  const { disposition, forwarders, packet } = outcome;
  if (sender.kind !== "leaving" || forwarders.length > 0) return undefined;
  const subnet = routing.index.subnets.get(sender.nic.subnet);
  const wantsRoute =
    disposition.kind === "internet" ||
    (disposition.kind === "stopped" && FOR_WANT_OF_A_ROUTE.includes(disposition.reason));
  if (!subnet || !wantsRoute || isExempt(routing, subnet, packet)) return undefined;
  return missingRoute(routing, {
    subnet,
    destination: packet.destination,
    hop: routing.index.nameOf(sender.nic),
  });
}

/** A route of the subnet's own asks for the internet. */
function isExempt(routing: RoutingState, subnet: Subnet, { destination }: Packet): boolean {
  const [chosen] = routing.aside().lookup(subnet, destination);
  return chosen?.source === "User" && chosen.nextHop.kind === "internet" && isPublic(destination);
}
