import { reported, type TopologyRule } from "../topology-rule";
import { list, verb } from "../sentence";

const ALONE = {
  one: "reaches the internet through default outbound access",
  several: "reach the internet through default outbound access",
};

/** FT120. */
export const defaultOutboundReliedUpon: TopologyRule = {
  id: "FT120",
  name: "default-outbound-relied-upon",
  severity: "warning",
  summary: "Traffic reaches the internet through default outbound access.",
  why: "Its address is shared, may change at any time and carries no ICMP; new VNets do not have it.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["5.6", "5.7"],
  example: "an NVA without a public IP, in a subnet with default outbound access",
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
    if (uses.length === 0) return [];
    const names = [...new Set(uses.map(({ by }) => by))];
    const carried = uses.map(({ machine }) => machine).filter((machine) => !names.includes(machine));
    const idsOf = (wanted: readonly string[]): string[] =>
      topology.machines.filter(({ name }) => wanted.includes(name)).map(({ id }) => id);
    const [first = names[0]!, ...others] = idsOf(names);
    return [
      reported({
        at: first,
        also: [...others, ...idsOf(carried)],
        text: `${list(names)} ${verb(names, ALONE.one, ALONE.several)}${carried.length > 0 ? `, and so ${verb(carried, "does", "do")} ${list(carried)}` : ""}`,
        ...(carried.length === 0 && { alike: { names, ...ALONE } }),
        got: "no public IP and no NAT gateway",
        want: "a public IP or a NAT gateway",
        fix: "add public_ip_address_id to its NIC, or associate a NAT gateway with its subnet",
        rows: ["5.6", "5.7"],
      }),
    ];
  },
};
