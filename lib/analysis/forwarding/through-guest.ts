import { resultIn } from "../unknown/alternatives";
import { claim, statement } from "../unknown/truth";
import { isPublic, knownAddress } from "../model/address";
import { decision } from "./endings";
import type { Fabric } from "../routes/fabric";
import { guestFilter, guestForwardingOff } from "../faults/fault";
import { forwardPacket, translate } from "../guest/packet-filter/packets";
import type { Machine, Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { RepairableFault } from "../faults/repairable-fault";
import type { PacketTrace } from "./packet-trace";
import { shown } from "../unknown/value";

/** A packet as it leaves a machine's guest, or what keeps it there. */
export interface Through {
  readonly packet: Packet;
  readonly trail: PacketTrace;
  readonly fault?: RepairableFault;
}

/**
 * Through the guest of a machine that forwards: kernel, filter, translation. `known`: an answer whose translation is
 * undone.
 */
export function throughGuest(
  fabric: Fabric,
  machine: Machine,
  nic: Nic,
  packet: Packet,
  trail: PacketTrace,
  known: boolean,
): Through {
  const { index, scenario } = fabric;
  const { guest } = machine;
  const own = index.addressOf(nic);
  const translated = (because: string): Through => ({
    packet: { ...packet, source: own },
    trail: trail
      .decided(decision("nat", `${packet.source.text} -> ${own.text}`, because, true, machine.id, "0"))
      .with({ translations: [...trail.translations, { nic: nic.id, original: packet.source }] }),
  });
  if (!guest) {
    if (!scenario.isTrue(statement(`${machine.name} forwards and translates (its configuration cannot be read)`)))
      return { packet, trail, fault: guestForwardingOff(machine) };
    return isPublic(packet.destination) && !known ? translated("taken for granted") : { packet, trail };
  }
  const unread = (affects: string): boolean =>
    guest.unread.some(
      (line) =>
        line.affects === affects &&
        !scenario.isTrue(
          claim(
            `${machine.name} does as far as its user data could be read ("${shown(line.line)}" could not)`,
            affects,
          ),
        ),
    );
  // What could not be read may do the opposite of what could: switch off, or on.
  if (scenario.isTrue(guest.forwards.value) === unread("forwards")) {
    return {
      packet,
      trail: trail.decided(decision("guest", "does not forward", guest.forwards.because, false, machine.id, "7.1")),
      fault: guestForwardingOff(machine),
    };
  }
  const asked = {
    source: packet.source,
    destination: packet.destination,
    protocol: packet.protocol,
    port: packet.port ?? 0,
    state: known || (packet.answer && trail.recorded.has(nic.id)) ? ("established" as const) : ("new" as const),
  };
  const filter = resultIn(scenario, forwardPacket(guest, asked, machine.name));
  if (filter.accepted === unread("forward")) {
    return {
      packet,
      trail: trail.decided(
        decision("guest", "drops what it would forward", shown(filter.by), false, machine.id, "7.1"),
      ),
      fault: guestFilter(machine, packet, shown(filter.by)),
    };
  }
  if (known || packet.answer) return { packet, trail };
  const nat = resultIn(scenario, translate(guest, asked, machine.name));
  if ((nat.action !== "none") === unread("postrouting")) return { packet, trail };
  if (nat.action === "snat" && nat.address !== undefined && nat.address !== own.text) {
    return {
      packet: { ...packet, source: knownAddress(nat.address) },
      trail: trail.decided(
        decision("nat", `${packet.source.text} -> ${nat.address}`, shown(nat.by), true, machine.id, "0"),
      ),
    };
  }
  return translated(shown(nat.by));
}
