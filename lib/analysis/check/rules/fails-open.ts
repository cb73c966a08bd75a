import { path } from "../../forwarding/path";
import type { Egress, MachineVerdict, OutboundMethod } from "../../results";
import type { Topology } from "../../model/azure";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { withdrawn } from "../withdrawn";
import { list, verb } from "../sentence";

/** FT114. Whether the tunnel fails closed shows when no NVA advertises a default route. */
export const failsOpen: TopologyRule = {
  id: "FT114",
  name: "fails-open",
  severity: "warning",
  summary: "A tunnelled machine reaches the internet directly if the default route of the NVA is withdrawn.",
  why: "The system default route becomes active within seconds. Only the lack of an outbound address, or a security rule, then stops the traffic.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["1.1", "5.2", "6.8"],
  example: "a tunnelled machine in a subnet with default outbound access, a NAT gateway, or with a public IP",
  check: (context) => {
    const { topology } = context;
    const tunnelled = new Set(context.verdicts.filter(({ verdict }) => verdict === "tunnelled").map(({ id }) => id));
    const open = context.withdrawn.filter(
      ({ id, verdict }) => tunnelled.has(id) && (verdict === "direct" || verdict === "firewall"),
    );
    const found = groupBy(open, (machine) => place(topology, machine)).map((machines) => {
      const egress = machines[0].egress.find(isOutbound);
      return reported({
        at: place(topology, machines[0]),
        also: machines.map(({ id }) => id),
        text: `${list(machines.map(({ machine }) => machine))} ${verb(machines, "reaches", "reach")} the internet directly, as ${egress?.name ?? "a public address"}, if the default route of the NVA is withdrawn`,
        got: GOT[egress?.kind ?? "default-outbound"],
        want: "no outbound address, or a security rule that denies the internet",
        fix: fixOf(egress?.kind ?? "default-outbound", isScaleSet(topology, machines[0])),
        rows: ["1.1", "5.2", "6.8"],
      });
    });
    const unclear = context.withdrawn.filter(({ id, verdict }) => tunnelled.has(id) && verdict === "undetermined");
    return findingsOrUndecided(
      found,
      unclear.flatMap(({ id }) => path(withdrawn(topology), { from: id, to: "internet" }).waitsFor),
    );
  },
};

const isOutbound = (egress: Egress): egress is Egress & { readonly kind: OutboundMethod } =>
  egress.kind !== "on-premises";

const GUARD = "outbound security rules: 100 Allow * -> VirtualNetwork, 110 Deny * -> Internet";
const GOT: Readonly<Record<OutboundMethod, string>> = {
  "default-outbound": '\"default_outbound_access_enabled\": true',
  "nat-gateway": "a NAT gateway on the subnet",
  "public-ip": "a public IP on the machine",
  firewall: "a public IP on the firewall",
  "load-balancer": "an outbound rule of a load balancer",
};
const FIX: Readonly<Record<OutboundMethod, string>> = {
  "default-outbound": '\"default_outbound_access_enabled\": false',
  "nat-gateway": `remove the NAT gateway from the subnet, or add ${GUARD}`,
  "public-ip": `remove public_ip_address_id, or add ${GUARD}`,
  firewall: "remove public_ip_address_id from the ip_configuration of the firewall",
  "load-balancer": `remove the NIC from the backend pool, or add ${GUARD}`,
};

const fixOf = (kind: OutboundMethod, ofScaleSet: boolean): string =>
  kind === "public-ip" && ofScaleSet ? `remove the block public_ip_address, or add ${GUARD}` : FIX[kind];

const isScaleSet = ({ machines }: Topology, { id }: MachineVerdict): boolean =>
  machines.some((machine) => machine.id === id && machine.scaleSet === true);

/** What to change: the subnet, or the NIC of the machine. */
function place(topology: Topology, machine: MachineVerdict): string {
  const nic = topology.nics.find(({ id }) => topology.machines.find((one) => one.id === machine.id)?.nics.includes(id));
  const own = machine.egress.some(({ kind }) => kind === "public-ip" || kind === "load-balancer");
  return (own ? nic?.id : nic?.subnet) ?? machine.id;
}
