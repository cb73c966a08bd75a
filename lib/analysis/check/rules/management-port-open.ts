import { addressCount } from "../../../domain/address-count";
import { parseSource } from "../../../domain/ipv4";
import type { Exposure } from "../../forwarding/exposure";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** Ports by which machines are managed: SSH, RDP, WinRM. */
const MANAGEMENT = [22, 3389, 5985, 5986];

/** FT109. */
export const managementPortOpen: TopologyRule = {
  id: "FT109",
  name: "management-port-open",
  severity: "error",
  summary: "A port for SSH, RDP or WinRM is reachable from the whole internet.",
  why: "Attackers find an open port within minutes, and a jump server gives access to everything behind it.",
  sources: ["https://learn.microsoft.com/azure/security/fundamentals/network-best-practices"],
  facts: ["6.1", "6.2"],
  example: "a security rule that allows port 3389 from *",
  check: (context) => {
    const { topology } = context;
    const open = context.exposures.filter(
      (one) => one.protocol === "tcp" && isWide(one.sources) && managed(one).length > 0,
    );
    return groupBy(open, ({ id }) => id).map((group) => {
      const { machine, id, publicIp, sources, by } = group[0];
      const ports = group.some((one) => one.ports === "*")
        ? "every port"
        : `tcp ${list(group.flatMap(managed).map(String))}`;
      const nic = topology.nics.find(
        (one) =>
          one.publicIp !== undefined &&
          topology.machines.some((owner) => owner.id === id && owner.nics.includes(one.id)),
      );
      const securityGroup =
        nic?.securityGroup ?? topology.subnets.find((subnet) => subnet.id === nic?.subnet)?.securityGroup;
      return reported({
        at: by ?? securityGroup ?? nic?.id ?? id,
        also: [id],
        text: `${ports} of ${machine} is reachable from the internet through ${publicIp}`,
        alike: { names: [`${ports} of ${machine}`], ...REACHABLE },
        got: `${sources.join(", ")} -> ${group.map(({ ports: some }) => some).join(", ")}`,
        want: "the prefixes of the operators as sources",
        fix:
          by !== undefined
            ? "set the prefixes of the operators as the source_addresses of the NAT rule"
            : securityGroup === undefined
              ? "add a network security group that admits only the prefixes of the operators"
              : "set the prefixes of the operators as the sources of the security rule",
        rows: ["6.1", "6.2"],
      });
    });
  },
};

const REACHABLE = {
  one: "is reachable from the internet",
  several: "are reachable from the internet",
} as const;

function managed({ ports }: Exposure): number[] {
  const [first = 0, last = first] = ports === "*" ? [0, 65535] : ports.split("-").map(Number);
  return MANAGEMENT.filter((port) => first <= port && port <= last);
}

/** Half of all addresses counts as everybody: 0.0.0.0/1 and 128.0.0.0/1 bypass a check for 0.0.0.0/0. */
function isWide(sources: readonly string[]): boolean {
  return (
    sources.includes("internet") || addressCount(sources.flatMap((source) => parseSource(source) ?? [])) >= 2 ** 31
  );
}
