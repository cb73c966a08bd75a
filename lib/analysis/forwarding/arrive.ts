import { parsePrefix } from "../../domain/ipv4";
import { facts } from "../facts";
import { forwardingLoop, ownDefault, type RelayedRoute, relayedRoute } from "../faults/loops";
import { notInFiles } from "../faults/not-modelled";
import type { Nic, Subnet } from "../model/azure";
import type { Decision } from "../results";
import { throughFirewall } from "./firewall/through-firewall";
import { forward } from "./forward";
import { applySecurityGroups } from "./nsg/apply";
import type { PathOutcome, Translation } from "./packet-trace";
import { shown } from "../unknown/value";
import { liesWithin } from "./ranges";
import { machineHop, namesOf, type Step } from "./step";
import type { Transit } from "./transit";

/** At a NIC: security groups, then the machine itself, or on through it. */
export function arriveAtNic(transit: Transit, nic: Nic): Step[] {
  const { index } = transit.routing;
  const subnet = index.subnets.get(nic.subnet);
  const firewall = index.firewalls.get(nic.id);
  if (firewall) return throughFirewall(transit, { firewall, nic, ...(subnet && { subnet }) });
  const there = transit.to(machineHop(transit.routing, nic));
  if (!subnet) return [there.undetermined(notInFiles(nic.id, index.nameOf(nic), `the subnet of ${nic.name}`))];
  if (!isAddressedTo(transit, nic)) return passThrough(transit, there, { nic, subnet });
  const allowed = applySecurityGroups(there, { nic, subnet, direction: "Inbound" });
  return "disposition" in allowed ? [allowed] : atMachine(allowed, nic);
}

/** Out of a tunnel at the machine of a NIC: security groups see what carried the packet, not the packet itself. */
export function emergeAtNic(transit: Transit, nic: Nic): Step[] {
  const there = transit.to(machineHop(transit.routing, nic));
  if (isAddressedTo(transit, nic)) return atMachine(there, nic);
  const cycle = transit.cycleAt(nic.id);
  if (cycle) {
    const names = namesOf(transit.routing, [...cycle, nic.id]);
    return [transit.loop(forwardingLoop(nic.id, transit.routing.index.nameOf(nic), names), names)];
  }
  return forward(there.visiting(nic.id), nic, { isAnswer: false });
}

/** At the machine that has the destination's address: the packet's end, or an answer that the machine passes on. */
function atMachine(transit: Transit, nic: Nic): Step[] {
  const translation = transit.packet.answer ? transit.trace.translations.at(-1) : undefined;
  return translation?.nic === nic.id ? restore(transit, nic, translation) : [transit.end({ kind: "arrived", nic })];
}

/** True where the destination is an address of the NIC, or is taken to be its dynamic one. */
function isAddressedTo({ routing, packet: { destination } }: Transit, nic: Nic): boolean {
  const own = routing.index.addressOf(nic);
  const isDynamic = own.range !== undefined && own.range.length < 32;
  return (
    routing.index.hasAddress(nic, destination) ||
    (isDynamic && destination.range?.length === 32 && liesWithin(destination.range, own.range.text))
  );
}

interface Arrival {
  readonly nic: Nic;
  readonly subnet: Subnet;
}

/** A packet that is not for the machine goes through it, unless it has been here before. */
function passThrough(transit: Transit, there: Transit, { nic, subnet }: Arrival): Step[] {
  const cycle = transit.cycleAt(nic.id);
  if (cycle) return [loop(transit, { nic, subnet }, cycle)];
  // Equal next hops that meet again would be followed as often as there are paths to get there.
  if (transit.followedBefore(nic.id)) return [];
  const allowed = applySecurityGroups(there, { nic, subnet, direction: "Inbound" });
  return "disposition" in allowed ? [allowed] : forward(allowed.visiting(nic.id), nic, { isAnswer: false });
}

/** Longer than 0.0.0.0/0: a UDR for that does not take precedence over them. */
const HALVES = ["0.0.0.0/1", "128.0.0.0/1"] as const;

/** The default route that the machine advertises leads back to it; or some other loop. */
function loop(transit: Transit, { nic, subnet }: Arrival, cycle: readonly string[]): PathOutcome {
  const { routing, packet } = transit;
  const name = routing.index.nameOf(nic);
  const learned = routing
    .lookup(subnet, packet.destination)
    .find(({ source, prefix }) => source === "VirtualNetworkGateway" && (parsePrefix(prefix)?.length ?? 32) <= 1);
  const isHalf = learned !== undefined && parsePrefix(learned.prefix)?.length === 1;
  const relayed = cycle.length === 1 ? relayedTo(transit, { nic, subnet }) : undefined;
  const fault = learned
    ? ownDefault(routing.index, subnet, name, isHalf ? HALVES : undefined)
    : relayed
      ? relayedRoute(routing.index, subnet, name, relayed)
      : forwardingLoop(subnet.routeTable ?? subnet.id, name, namesOf(routing, [...cycle, nic.id]));
  return transit.loop(fault, namesOf(routing, cycle));
}

/** The route by BGP that leads a machine's packets back to it, and where the machine itself has it from. */
function relayedTo({ routing, packet }: Transit, { nic, subnet }: Arrival): RelayedRoute | undefined {
  const aside = routing.aside();
  const row = aside.lookup(subnet, packet.destination).find(({ learned }) => learned);
  const machine = routing.index.machineOf(nic.id);
  const [route] = row && machine ? aside.bestRoutes(machine.id, packet.destination) : [];
  return row && route?.nextHop !== undefined && route.neighbor !== undefined
    ? { prefix: row.prefix, nextHop: shown(route.nextHop) }
    : undefined;
}

/** An answer to an NVA that translated the packet: the NVA restores the client's address, and forwards. */
function restore(transit: Transit, nic: Nic, { original }: Translation): Step[] {
  const { index } = transit.routing;
  const machine = index.machineOf(nic.id)?.id;
  const decision: Decision = {
    kind: "nat",
    text: `${transit.packet.destination.text} -> ${original.text}`,
    because: "the address before translation",
    ok: true,
    ...(machine !== undefined && { at: machine }),
    facts: facts("0"),
  };
  const restored = transit
    .rewritten({ destination: original })
    .withTranslations(transit.trace.translations.slice(0, -1))
    .decided(decision);
  return forward(restored.visiting(nic.id), nic, { isAnswer: true });
}
