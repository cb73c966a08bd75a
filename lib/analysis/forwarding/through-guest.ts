import { guestFilter, guestForwardingOff, guestInputFilter } from "../faults/machines";
import { forwardPacket, type GuestPacket, receivePacket, translate } from "../guest/packet-filter/packets";
import { type Address, isPublic, knownAddress } from "../model/address";
import type { Machine, Nic } from "../model/azure";
import type { Guest } from "../model/guest";
import { resultIn } from "../unknown/alternatives";
import { claim, statement } from "../unknown/truth";
import { isOpen, shown } from "../unknown/value";
import type { PathOutcome } from "./packet-trace";
import { passes, stops, type Transit } from "./transit";

/** A machine that a packet goes through, out of the NIC that it came in by. */
export interface ForwardingMachine {
  readonly machine: Machine;
  readonly nic: Nic;
  /** The packet is an answer whose translation the guest has undone. */
  readonly isAnswer: boolean;
}

/**
 * Through the guest of a machine that forwards: kernel, packet filter, source translation. One result for each address
 * that the translation spreads packets over.
 */
export function throughGuest(transit: Transit, through: ForwardingMachine): readonly (Transit | PathOutcome)[] {
  const { guest } = through.machine;
  if (!guest) return [throughUnreadGuest(transit, through)];
  const known: ReadGuest = { ...through, guest };
  const dropped = kernelDrops(transit, known) ?? filterDrops(transit, known);
  return dropped ? [dropped] : sourceTranslated(transit, known);
}

interface ReadGuest extends ForwardingMachine {
  readonly guest: Guest;
}

/**
 * The end of a packet for an address that the guest has besides those of Azure's NICs, on its loopback for example.
 * Which program listens there is not modelled, as it is not for the addresses of NICs.
 */
export function atOwnAddress(transit: Transit, through: ForwardingMachine): PathOutcome | undefined {
  const { machine, nic } = through;
  const { routing, packet } = transit;
  const own = machine.guest?.addresses?.find(({ prefix }) => prefix.split("/")[0] === packet.destination.text);
  if (!own || !routing.scenario.isTrue(own.present)) return undefined;
  const known: ReadGuest = { ...through, guest: machine.guest! };
  const result = resultIn(routing.scenario, receivePacket(known.guest, asGuestSees(transit, known), machine.name));
  const rule = shown(result.by);
  if (result.accepted === hasUnreadChange(transit, known, "forward"))
    return transit
      .decided(stops({ kind: "guest", text: "packet filter drops it", because: rule, at: machine.id }, "7.1"))
      .drop(guestInputFilter(machine, packet, rule));
  const text = `has ${packet.destination.text} on ${own.link}`;
  return transit
    .decided(passes({ kind: "guest", text, because: rule, at: machine.id }, "7.1"))
    .end({ kind: "arrived", nic, at: packet.destination });
}

/** A machine without user data that could be read is taken to be an NVA. */
function throughUnreadGuest(transit: Transit, { machine, nic, isAnswer }: ForwardingMachine): Transit | PathOutcome {
  const { routing, packet } = transit;
  const isNva = statement(
    `${machine.name} forwards and translates (${machine.guestUnknown ?? "its configuration cannot be read"})`,
    {
      machines: { [machine.name]: { forwards: true, translates: true } },
    },
  );
  if (!routing.scenario.isTrue(isNva)) return transit.drop(guestForwardingOff(machine));
  return isPublic(packet.destination) && !isAnswer
    ? withOwnAddress(transit, { machine, nic, because: "assumed" })
    : transit;
}

function kernelDrops(transit: Transit, known: ReadGuest): PathOutcome | undefined {
  const { machine, guest } = known;
  const forwards = transit.routing.scenario.isTrue(guest.forwards.value);
  if (forwards !== hasUnreadChange(transit, known, "forwards")) return undefined;
  const because = guest.forwards.because;
  return transit
    .decided(stops({ kind: "guest", text: "does not forward", because, at: machine.id }, "7.1"))
    .drop(guestForwardingOff(machine));
}

function filterDrops(transit: Transit, known: ReadGuest): PathOutcome | undefined {
  const { machine, guest } = known;
  const { packet, routing } = transit;
  const result = resultIn(routing.scenario, forwardPacket(guest, asGuestSees(transit, known), machine.name));
  if (result.accepted !== hasUnreadChange(transit, known, "forward")) return undefined;
  const rule = shown(result.by);
  return transit
    .decided(stops({ kind: "guest", text: "packet filter drops it", because: rule, at: machine.id }, "7.1"))
    .drop(guestFilter(machine, packet, rule));
}

/** Answers, of flows whose translation is known, are not translated again. */
function sourceTranslated(transit: Transit, known: ReadGuest): readonly Transit[] {
  const { machine, nic, guest } = known;
  const { packet, routing } = transit;
  if (known.isAnswer || packet.answer) return [transit];
  const result = resultIn(routing.scenario, translate(guest, asGuestSees(transit, known), machine.name));
  const { action, by, addresses } = result;
  if ((action !== "none") === hasUnreadChange(transit, known, "postrouting")) return [transit];
  const because = shown(by);
  if (action !== "snat" || !addresses) return [withOwnAddress(transit, { machine, nic, because })];
  return addresses.map((address) => {
    const own = routing.index.ownAddress(nic, address) ?? perhapsOwn(transit, known, address);
    return own
      ? withOwnAddress(transit, { machine, nic, own, because })
      : withForeignAddress(transit, { machine, address, because });
  });
}

/** An address that is known only after apply may be the NIC's. */
function perhapsOwn({ routing }: Transit, { machine, nic }: ReadGuest, address: string): Address | undefined {
  const isOwn = isOpen(address) && statement(`${shown(address)} is an address of ${machine.name}`);
  return isOwn !== false && routing.scenario.isTrue(isOwn) ? routing.index.addressOf(nic) : undefined;
}

/** What could not be read may do the opposite of what could: switch off, or on. */
function hasUnreadChange(
  { routing }: Transit,
  { machine, guest }: ReadGuest,
  part: Guest["unread"][number]["affects"],
): boolean {
  return guest.unread.some(
    ({ line, affects }) =>
      affects === part &&
      !routing.scenario.isTrue(
        claim(`${machine.name} does what the readable part of its user data says (not read: "${shown(line)}")`, part),
      ),
  );
}

function asGuestSees({ packet, trace }: Transit, { nic, isAnswer }: ReadGuest): GuestPacket {
  const { source, destination, protocol } = packet;
  const isKnownFlow = isAnswer || (packet.answer && trace.recorded.has(nic.id));
  return { source, destination, protocol, port: packet.port ?? 0, state: isKnownFlow ? "established" : "new" };
}

/** The machine puts its own address in place of the source, and will restore it in the answer. */
function withOwnAddress(
  transit: Transit,
  translation: { readonly machine: Machine; readonly nic: Nic; readonly own?: Address; readonly because: string },
): Transit {
  const { machine, nic, because } = translation;
  const original = transit.packet.source;
  const own = translation.own ?? transit.routing.index.addressOf(nic);
  return transit
    .decided(passes({ kind: "nat", text: `${original.text} -> ${own.text}`, because, at: machine.id }, "0"))
    .rewritten({ source: own })
    .withTranslations([...transit.trace.translations, { nic: nic.id, original }]);
}

/** It puts an address in place of the source that is not its own. */
function withForeignAddress(
  transit: Transit,
  { machine, address, because }: { readonly machine: Machine; readonly address: string; readonly because: string },
): Transit {
  const text = `${transit.packet.source.text} -> ${shown(address)}`;
  return transit
    .decided(passes({ kind: "nat", text, because, at: machine.id }, "0"))
    .rewritten({ source: isOpen(address) ? { text: shown(address), within: [] } : knownAddress(address) });
}
