import { reported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** FT120. */
export const defaultOutboundReliedUpon: TopologyRule = {
  id: "FT120",
  name: "default-outbound-relied-upon",
  severity: "warning",
  summary: "Traffic leaves with an address that Azure lends by default.",
  why: "That address is shared, may change at any time, carries no ICMP, and new VNets have none.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["5.6", "5.7"],
  example: "an NVA without a public IP, in a subnet that is not private",
  check: (context) => {
    const { topology } = context;
    const leaking = new Set(
      context.causes.filter(({ kind }) => kind === "direct").flatMap(({ machines }) => machines.map(({ id }) => id)),
    );
    const uses = context.verdicts
      .filter(({ id }) => !leaking.has(id))
      .flatMap(({ machine, egress }) =>
        egress
          .filter(({ kind }) => kind === "default-outbound")
          .map((one) => ({ by: one.machine ?? machine, machine })),
      );
    return groupBy(uses, ({ by }) => by).map((group) => {
      const { by } = group[0]!;
      const owner = topology.machines.find(({ name }) => name === by);
      const others = topology.machines
        .filter(({ name }) => group.some(({ machine }) => machine === name))
        .map(({ id }) => id);
      const carried = group.map(({ machine }) => machine).filter((machine) => machine !== by);
      return reported({
        at: owner?.id ?? others[0] ?? by,
        also: others,
        text: `${by} goes out by default outbound access${carried.length > 0 ? `, and with it ${list(carried)}` : ""}`,
        got: "neither public IP nor NAT gateway",
        want: "an address of its own",
        fix: "public_ip_address_id on its NIC, or a NAT gateway on its subnet",
        rows: ["5.6", "5.7"],
      });
    });
  },
};
