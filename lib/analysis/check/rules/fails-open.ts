import type { Egress, MachineVerdict } from "../../results";
import type { Topology } from "../../model/azure";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";
import { groupBy, list, verb } from "../sentence";

/** FT114. The tunnel is as closed as it is on the day when the NVA falls silent. */
export const failsOpen: TopologyRule = {
  id: "FT114",
  name: "fails-open",
  severity: "warning",
  summary: "If the NVA's default is withdrawn, a tunnelled machine goes out directly.",
  why: "Azure's own default route is back within seconds; only the lack of an address to leave with, or a security rule, stops what follows it.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["1.1", "5.2", "6.8"],
  example: "a tunnelled machine in a subnet with default outbound access, a NAT gateway, or with a public IP",
  check: (context) => {
    const { topology } = context;
    const tunnelled = new Set(context.verdicts.filter(({ verdict }) => verdict === "tunnelled").map(({ id }) => id));
    const open = context.withdrawn.filter(({ id, verdict }) => tunnelled.has(id) && verdict === "direct");
    const found = groupBy(open, (machine) => place(topology, machine)).map((machines) => {
      const egress = machines[0]!.egress[0];
      return reported({
        at: place(topology, machines[0]!),
        also: machines.map(({ id }) => id),
        text: `${list(machines.map(({ machine }) => machine))} ${verb(machines, "goes", "go")} out directly if the NVA's default is withdrawn, as ${egress?.name ?? "a public address"}`,
        got: GOT[egress?.kind ?? "default-outbound"],
        want: "nothing to leave with but the NVA's address, or a security rule that keeps it in",
        fix: FIX[egress?.kind ?? "default-outbound"],
        rows: ["1.1", "5.2", "6.8"],
      });
    });
    return findingsOrUndecided(found, context.waitsFor);
  },
};

const GUARD = "outbound security rules: 100 Allow * -> VirtualNetwork, 110 Deny * -> Internet";
const GOT: Readonly<Record<Egress["kind"], string>> = {
  "default-outbound": '\"default_outbound_access_enabled\": true',
  "nat-gateway": "a NAT gateway on the subnet",
  "public-ip": "a public IP on the machine",
  "load-balancer": "an outbound rule of a load balancer",
};
const FIX: Readonly<Record<Egress["kind"], string>> = {
  "default-outbound": '\"default_outbound_access_enabled\": false',
  "nat-gateway": `take the NAT gateway off the subnet, or add ${GUARD}`,
  "public-ip": `remove public_ip_address_id, or add ${GUARD}`,
  "load-balancer": `take the NIC out of the backend pool, or add ${GUARD}`,
};

/** What would have to change: the subnet, or the machine's NIC. */
function place(topology: Topology, machine: MachineVerdict): string {
  const nic = topology.nics.find(({ id }) => topology.machines.find((one) => one.id === machine.id)?.nics.includes(id));
  const own = machine.egress.some(({ kind }) => kind === "public-ip" || kind === "load-balancer");
  return (own ? nic?.id : nic?.subnet) ?? machine.id;
}
