import { nicForwardingOff, nicWithoutMachine } from "../faults/machines";
import { notInFiles } from "../faults/not-modelled";
import { DEFAULT_ROUTE, PRIVATE_PREFIXES } from "../../domain/special-ranges";
import { holds, isPublic } from "../model/address";
import type { Machine, Nic } from "../model/azure";
import { lengthOf } from "../model/prefix-length";
import { statement } from "../unknown/truth";
import { intoOwnTunnel } from "./own-tunnel";
import type { Step } from "./step";
import { atOwnAddress, throughGuest } from "./through-guest";
import { passes, stops, type Transit } from "./transit";

/**
 * Through a machine: its NIC, its guest, and out again (row 7.1).
 * @param isAnswer an answer whose translation the guest has undone
 */
export function forward(transit: Transit, nic: Nic, { isAnswer }: { readonly isAnswer: boolean }): Step[] {
  const { index, scenario } = transit.routing;
  const name = index.nameOf(nic);
  if (!scenario.isTrue(nic.forwarding)) {
    const because = "Azure drops forwarded packets";
    const off = stops({ kind: "nic", text: "ip forwarding off", because, at: nic.id }, "7.1");
    return [transit.decided(off).drop(nicForwardingOff(nic, name))];
  }
  const on = transit.decided(passes({ kind: "nic", text: "ip forwarding on", because: nic.name, at: nic.id }, "7.1"));
  const machine = index.machineOf(nic.id);
  if (!machine && index.lacksMachine(nic)) return [on.drop(nicWithoutMachine(nic, name))];
  if (!machine) return [on.undetermined(notInFiles(nic.id, name, `the machine of ${nic.name}`))];
  const received = atOwnAddress(on, { machine, nic, isAnswer });
  if (received) return [received];
  const out = sendingNic(on, machine, nic);
  return throughGuest(on, { machine, nic: out, isAnswer }).flatMap((through): Step[] => {
    if ("disposition" in through) return [through];
    if (out !== nic && !mayLeave(through, out)) return [through.drop(nicForwardingOff(out, name))];
    const forwarded = through.forwardedBy(out);
    const tunnelled = intoOwnTunnel(forwarded, { machine, nic: out });
    if (tunnelled) return tunnelled;
    // Which of several NICs it leaves by is for the guest's own routes to decide, and those are not read.
    const other = machine.guest?.sendsBy ? undefined : machine.nics.find((id) => id !== nic.id);
    if (other !== undefined && scenario.isTrue(leavesByAnother(on, { machine, nic, other })))
      return [forwarded.undetermined(notInFiles(machine.id, name, `the NIC that ${name} forwards out of`))];
    return [{ transit: forwarded, at: { kind: "leaving", nic: out } }];
  });
}

/** The NIC that the user says it sends by: the longest prefix decides, and the subnets of its NICs are its own. */
function sendingNic({ routing: { index, scenario }, packet }: Transit, { guest, nics }: Machine, nic: Nic): Nic {
  if (!guest?.sendsBy) return nic;
  const connected = nics.flatMap((id) =>
    (index.subnets.get(index.nics.get(id)?.subnet ?? "")?.prefixes ?? []).map((prefix) => ({ prefix, nic: id })),
  );
  const [best] = [...connected, ...guest.sendsBy]
    .filter(({ prefix }) => scenario.isTrue(holds(prefix, packet.destination, "user")))
    .sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix));
  return (best && index.nics.get(best.nic)) ?? nic;
}

/** Azure takes packets with a foreign source from a NIC that forwards only. */
const mayLeave = ({ routing: { index, scenario }, packet }: Transit, nic: Nic): boolean =>
  index.hasAddress(nic, packet.source) || scenario.isTrue(nic.forwarding);

/** With what would say so: by the other NIC to the internet, and by this one to private addresses; or the reverse. */
function leavesByAnother(
  { routing: { index }, packet }: Transit,
  { machine, nic, other }: { readonly machine: Machine; readonly nic: Nic; readonly other: string },
) {
  const there = index.nics.get(other)?.name ?? other;
  const [outside, inside] = isPublic(packet.destination) ? [there, nic.name] : [nic.name, there];
  const sendsBy = Object.fromEntries([
    [DEFAULT_ROUTE, outside],
    ...PRIVATE_PREFIXES.map((prefix) => [prefix, inside]),
  ]) as Record<string, string>;
  return statement(`${machine.name} forwards out of another NIC than ${nic.name}`, {
    machines: { [machine.name]: { sendsBy } },
  });
}
