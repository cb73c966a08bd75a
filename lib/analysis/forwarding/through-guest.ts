import { claim, statement } from "../unknown/truth";
import { type Address, isPublic, knownAddress } from "../model/address";
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
  const unread = (bearsOn: string): boolean =>
    guest.unread.some(
      (line) =>
        line.bearsOn === bearsOn &&
        !scenario.isTrue(
          claim(
            `${machine.name} does as far as its user data could be read ("${shown(line.line)}" could not)`,
            bearsOn,
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
    source: textOf(packet.source),
    destination: textOf(packet.destination),
    protocol: packet.protocol,
    port: packet.port ?? 0,
    state: known || (packet.answer && trail.recorded.has(nic.id)) ? ("established" as const) : ("new" as const),
  };
  const filter = forwardPacket(guest, asked);
  const accepted =
    filter.verdict === "unknown"
      ? scenario.isTrue(
          statement(
            `${machine.name} lets ${packet.source.text} to ${packet.destination.text} pass ("${shown(filter.by)}")`,
          ),
        )
      : filter.verdict === "accept";
  if (accepted === unread("forward")) {
    return {
      packet,
      trail: trail.decided(
        decision("guest", "drops what it would forward", shown(filter.by), false, machine.id, "7.1"),
      ),
      fault: guestFilter(machine, packet, shown(filter.by)),
    };
  }
  if (known || packet.answer) return { packet, trail };
  const nat = translate(guest, asked);
  const translates =
    nat.action === "unknown"
      ? scenario.isTrue(
          statement(
            `${machine.name} translates ${packet.source.text} to ${packet.destination.text} ("${shown(nat.by)}")`,
          ),
        )
      : nat.action !== "none";
  if (translates === unread("postrouting")) return { packet, trail };
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

/** For the guest's rules: an address, or the prefix that it lies in. */
const textOf = ({ text, range }: Address): string => (range ? (range.length === 32 ? text : range.text) : text);
