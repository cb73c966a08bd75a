import { facts } from "../facts";
import type { Machine, Nic, Topology } from "../model/azure";
import type { GuestTunnel } from "../model/guest";
import type { Packet } from "../model/packet";
import { edited, guestEdited } from "../model/repair";
import type { RepairableFault } from "./repairable-fault";
import { allowing } from "./security";

/** A machine that should forward drops the packet, or sends it on untranslated. */

export const nicForwardingOff = (nic: Nic, hop: string): RepairableFault => ({
  reason: "nic-forwarding-off",
  text: `${nic.name} drops packets that are not addressed to it: IP forwarding is off`,
  at: nic.id,
  hop,
  got: `${forwardingAttribute(nic)}: false`,
  want: "true on the NIC of a machine that forwards",
  fix: `${forwardingAttribute(nic)}: true`,
  facts: facts("7.1"),
  repair: (topology) => edited(topology, "nics", nic.id, { forwarding: true }),
});

/** A NIC has an address without a machine too. */
export const nicWithoutMachine = (nic: Nic, hop: string): RepairableFault => ({
  reason: "next-hop-unreachable",
  text: `${nic.name} drops what is sent to it: no VM is attached to it`,
  at: nic.id,
  hop,
  got: `the VM that would have ${nic.name} has a count of 0`,
  want: "a VM that forwards",
  fix: "create the VM, or set the next hop to the address of another",
  facts: facts("7.1"),
});

const forwardingAttribute = ({ enablesForwarding }: Nic): string =>
  enablesForwarding ? '"enable_ip_forwarding"' : '"ip_forwarding_enabled"';

export const guestForwardingOff = (machine: Machine): RepairableFault => ({
  reason: "guest-forwarding-off",
  text: `${machine.name} does not forward: ${machine.guest?.forwards.because ?? machine.guestUnknown}`,
  at: machine.id,
  hop: machine.name,
  got: machine.guest?.forwards.because ?? "no user data",
  ...(machine.operatingSystem === "windows"
    ? {
        want: "IpEnableRouter = 1 in the guest, in addition to IP forwarding on its NIC",
        fix: "Set-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters -Name IpEnableRouter -Value 1; Restart-Computer",
      }
    : {
        want: "net.ipv4.ip_forward = 1 in the guest, in addition to IP forwarding on its NIC",
        fix: "add to its user data: echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-forwarding.conf; sysctl --system",
      }),
  facts: facts("7.1"),
  repair: (topology) =>
    guestEdited(topology, machine.id, (guest) => ({ ...guest, forwards: { value: true, because: "repaired" } })),
});

/** A tunnel whose packets Azure does not carry. */
export const blockedInAzure = (machine: Machine, { name, blocked, line }: GuestTunnel): RepairableFault => ({
  reason: "next-hop-unreachable",
  text: `${name} of ${machine.name} encapsulates in ${blocked}, which Azure blocks in a VNet`,
  at: machine.id,
  hop: machine.name,
  got: line,
  want: "WireGuard, VXLAN or IPsec, which Azure carries",
  fix: `use another kind of tunnel for ${name}, or protect it by IPsec`,
  facts: facts("7.2"),
});

/** @param line the rule or policy of the guest's packet filter that drops */
export const guestFilter = (machine: Machine, packet: Packet, line: string): RepairableFault =>
  droppingChain(machine, packet, line, { chain: "forward", verb: "forward", article: "a" });

/** @param line the rule or policy of the guest's packet filter that drops what is for the guest itself */
export const guestInputFilter = (machine: Machine, packet: Packet, line: string): RepairableFault =>
  droppingChain(machine, packet, line, { chain: "input", verb: "accept", article: "an" });

function droppingChain(
  machine: Machine,
  packet: Packet,
  line: string,
  { chain, verb, article }: { readonly chain: "forward" | "input"; readonly verb: string; readonly article: string },
): RepairableFault {
  return {
    reason: "guest-filter",
    text: `${machine.name} does not ${verb} packets from ${packet.source.text} to ${packet.destination.text}: its packet filter drops them`,
    at: machine.id,
    hop: machine.name,
    got: line,
    want: `${article} ${chain} chain that accepts them`,
    fix: `add a rule to its ${chain} chain that accepts ${allowing(packet)}`,
    facts: facts("7.1"),
    repair: (topology) => guestEdited(topology, machine.id, (guest) => ({ ...guest, [chain]: [] })),
  };
}

/** @param machine the machine of the NIC, where the files have it */
export const natMissing = (nic: Nic, machine: Machine | undefined, { source }: Packet): RepairableFault => {
  const hop = machine?.name ?? nic.name;
  return {
    reason: "nat-missing",
    text: `${hop} sends packets from ${source.text} to the internet without translating them, and Azure drops them`,
    at: machine?.id ?? nic.id,
    hop,
    got: `source ${source.text}, which is not an address of the NIC`,
    want: "source NAT (masquerade) for what leaves to the internet",
    fix: "add to its user data: iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE, or the same in nftables",
    facts: facts("5.5"),
    ...(machine && { repair: (topology: Topology) => masquerading(topology, machine) }),
  };
};

const masquerading = (topology: Topology, machine: Machine): Topology =>
  guestEdited(topology, machine.id, (guest) => ({
    ...guest,
    postrouting: [{ name: "repaired", policy: "accept", rules: [{ line: "masquerade", action: "masquerade" }] }],
  }));
