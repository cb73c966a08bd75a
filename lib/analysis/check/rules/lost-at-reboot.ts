import { groupBy } from "../../../domain/group-by";
import type { GuestPart } from "../../model/guest";
import { routers } from "../nvas";
import { list, verb } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

const UNTIL_REBOOT: Readonly<Record<GuestPart, readonly [one: string, several: string]>> = {
  forwards: ["forwards packets", "forward packets"],
  forward: ["filters what it forwards", "filter what they forward"],
  postrouting: ["translates what it forwards", "translate what they forward"],
  bgp: ["advertises what vtysh was given", "advertise what vtysh was given"],
};

/** FT138. */
export const lostAtReboot: TopologyRule = {
  id: "FT138",
  name: "lost-at-reboot",
  severity: "warning",
  summary: "An NVA loses a part of its configuration at its next reboot.",
  why: "Commands of cloud-init run at the first boot only. After a reboot, packets are not forwarded, or leave untranslated and are dropped.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/linux/using-cloud-init"],
  facts: ["7.1"],
  example: "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE in runcmd, and no iptables-persistent",
  structural: true,
  check: ({ topology }) => {
    const forwarding = routers(topology);
    const lost = topology.machines
      .filter(({ id }) => forwarding.has(id))
      .flatMap((machine) => (machine.guest?.lostAtReboot ?? []).map((line) => ({ machine, ...line })));
    return groupBy(lost, ({ part, fix }) => `${part}\n${fix}`).map((group) => {
      const [{ machine, line, part, fix }] = group;
      const names = group.map((one) => one.machine.name);
      return reported({
        at: machine.id,
        also: group.map((one) => one.machine.id),
        text: `${list(names)} ${verb(names, ...UNTIL_REBOOT[part])} until the next reboot only: ${line}`,
        got: line,
        want: "configuration that is loaded at every boot",
        fix: `add to its user data, as the last line: ${fix}`,
        rows: ["7.1"],
      });
    });
  },
};
