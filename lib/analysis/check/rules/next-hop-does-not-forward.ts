import { groupBy } from "../../../domain/group-by";
import { guestForwardingOff, nicForwardingOff } from "../../faults/machines";
import { type LedMachine, ledMachines } from "../led-machines";
import { list } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT139. Machines that default routes lead to are causes of other findings. */
export const nextHopDoesNotForward: TopologyRule = {
  id: "FT139",
  name: "next-hop-does-not-forward",
  severity: "error",
  summary: "A user-defined route leads to a machine that does not forward.",
  why: "Azure accepts the route, and every packet that follows it is dropped at the machine.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["7.1"],
  example: "a UDR 10.1.0.0/16 to a VM whose kernel has net.ipv4.ip_forward = 0",
  structural: true,
  check: (context) => {
    const elsewhere = new Set(context.causes.map(({ fault }) => `${fault.at}\n${fault.reason}`));
    const found = ledMachines(context)
      .flatMap((led) => {
        const fault = faultOf(led);
        return fault ? [{ led, fault }] : [];
      })
      .filter(({ fault }) => !elsewhere.has(`${fault.at}\n${fault.reason}`));
    return groupBy(found, ({ fault }) => `${fault.at}\n${fault.reason}`).map((group) => {
      const [{ fault }] = group;
      const { at, text, got, want, fix } = fault;
      return reported({
        at,
        also: group.map(({ led }) => led.subnet.id),
        text: `${text}; routes lead ${list(group.map(({ led }) => led.prefix))} to it`,
        got,
        want,
        fix,
        rows: ["7.1"],
      });
    });
  },
};

function faultOf({ machine, nic }: LedMachine) {
  if (nic.forwarding === false) return nicForwardingOff(nic, machine.name);
  const { guest } = machine;
  const isUnsure = guest?.unread.some(({ affects }) => affects === "forwards") === true;
  return guest?.forwards.value === false && !isUnsure ? guestForwardingOff(machine) : undefined;
}
