import { isPublic } from "../model/address";
import { edited } from "../model/repair";
import { type Fact, facts } from "../facts";
import type { Nic, PublicIp, SecurityGroup, SecurityRule, Subnet, Topology } from "../model/azure";
import type { Packet } from "../model/packet";
import type { RepairableFault } from "./repairable-fault";

/** A security rule that denies a packet at a NIC. */
export interface DeniedPacket {
  readonly packet: Packet;
  readonly nic: Nic;
  readonly direction: "Inbound" | "Outbound";
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly facts: readonly Fact[];
}

/** @param hop name of the NIC's machine */
export function deniedBySecurityGroup(hop: string, denied: DeniedPacket): RepairableFault {
  const { packet, direction, group, rule, facts: rows } = denied;
  const port = packet.port === null ? "" : ` port ${packet.port}`;
  const way = direction.toLowerCase();
  return {
    reason: "nsg-deny",
    text: `${group.name} denies ${packet.protocol} from ${packet.source.text} to ${packet.destination.text}${port} ${way} at ${hop}`,
    at: group.id,
    hop,
    got: `${rule.name} (${typeof rule.priority === "number" ? rule.priority : "priority known after apply"})`,
    want: `an ${way} rule that allows it`,
    fix: `add a rule with a lower priority number: Allow, ${direction}, ${allowing(packet)}`,
    facts: rows,
    repair: (topology) => withRuleBefore(topology, denied),
  };
}

function withRuleBefore(topology: Topology, { group, rule, direction, nic }: DeniedPacket): Topology {
  const any = { sources: ["*"], destinations: ["*"], sourcePorts: ["*"], destinationPorts: ["*"] };
  const allow: SecurityRule = {
    ...rule,
    ...any,
    name: `repaired ${nic.id}`,
    priority: -1,
    direction,
    access: "Allow",
    protocol: "*",
    sourceGroups: [],
    destinationGroups: [],
  };
  return edited(topology, "securityGroups", group.id, { rules: [...group.rules, allow] });
}

/** What a rule has to let through: forwarded traffic as a whole, anything else as the question has it. */
export function allowing({ source, destination, protocol, port }: Packet): string {
  const from = source.range && source.range.length < 32 ? source.range.text : source.text;
  const ports = port === null ? "" : `, port ${port}`;
  if (isPublic(destination)) return `any protocol from ${source.within.at(-1) ?? from} to Internet`;
  const sources = isPublic(source) ? `${from} (or the sources that you intend)` : from;
  return `${protocol} from ${sources} to ${destination.text}${ports}`;
}

/** A Standard public IP lets nothing in until a security group allows it (row 6.12). @param hop name of the machine */
export const closedByDefault = (
  hop: string,
  { nic, subnet, publicIp }: { readonly nic: Nic; readonly subnet?: Subnet; readonly publicIp?: PublicIp },
): RepairableFault => ({
  reason: "nsg-deny",
  text: `${publicIp?.name ?? hop} is a Standard public IP, and no security group allows inbound traffic to ${hop}`,
  at: nic.id,
  hop,
  got: "no network security group on the NIC or its subnet",
  want: "a network security group with a rule that allows it",
  fix: `associate a network security group with ${subnet?.name ?? nic.name}`,
  facts: facts("6.12"),
});
