import { nicForwardingOff } from "../faults/machines";
import { notInFiles } from "../faults/not-modelled";
import type { Nic } from "../model/azure";
import { statement } from "../unknown/truth";
import { intoOwnTunnel } from "./own-tunnel";
import type { Step } from "./step";
import { throughGuest } from "./through-guest";
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
  if (!machine) return [on.undetermined(notInFiles(nic.id, name, `the machine of ${nic.name}`))];
  return throughGuest(on, { machine, nic, isAnswer }).flatMap((through): Step[] => {
    if ("disposition" in through) return [through];
    const forwarded = through.forwardedBy(nic);
    const tunnelled = intoOwnTunnel(forwarded, { machine, nic });
    if (tunnelled) return tunnelled;
    // Which of several NICs it leaves by is for the guest's own routes to decide, and those are not read.
    if (machine.nics.length > 1 && scenario.isTrue(statement(`${name} forwards out of another NIC than ${nic.name}`)))
      return [forwarded.undetermined(notInFiles(machine.id, name, `the NIC that ${name} forwards out of`))];
    return [{ transit: forwarded, at: { kind: "leaving", nic } }];
  });
}
