import { addressCount } from "../../../domain/address-count";
import { parseSource } from "../../../domain/ipv4";
import type { Exposure } from "../../forwarding/exposure";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** Ports by which machines are managed: SSH, RDP, WinRM. */
const MANAGEMENT = [22, 3389, 5985, 5986];

/** FT109. */
export const managementPortOpen: TopologyRule = {
  id: "FT109",
  name: "management-port-open",
  severity: "error",
  summary: "The whole internet reaches a machine's port for SSH, RDP or WinRM.",
  why: "Whoever guesses passwords finds an open machine within minutes, and behind a jump server is everything.",
  sources: ["https://learn.microsoft.com/azure/security/fundamentals/network-best-practices"],
  facts: ["6.1", "6.2"],
  example: "a security rule that allows port 3389 from *",
  check: (context) => {
    const { topology } = context;
    const open = context.exposures.filter(
      (one) => one.protocol === "tcp" && isWide(one.sources) && managed(one).length > 0,
    );
    return groupBy(open, ({ id }) => id).map((group) => {
      const { machine, id, publicIp, sources } = group[0]!;
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
        at: securityGroup ?? nic?.id ?? id,
        also: [id],
        text: `the internet reaches ${ports} of ${machine} by ${publicIp}`,
        got: `${sources.join(", ")} -> ${group.map(({ ports: some }) => some).join(", ")}`,
        want: "sources that are named: the operators' prefixes",
        fix:
          securityGroup === undefined
            ? "a network security group that lets the operators' prefixes in, and nobody else"
            : "name the operators' prefixes as the sources of the security rule",
        rows: ["6.1", "6.2"],
      });
    });
  },
};

function managed({ ports }: Exposure): number[] {
  const [first = 0, last = first] = ports === "*" ? [0, 65535] : ports.split("-").map(Number);
  return MANAGEMENT.filter((port) => first <= port && port <= last);
}

/** Half of all addresses is everybody: 0.0.0.0/1 and 128.0.0.0/1 are how a ban on 0.0.0.0/0 is got round. */
function isWide(sources: readonly string[]): boolean {
  return (
    sources.includes("internet") || addressCount(sources.flatMap((source) => parseSource(source) ?? [])) >= 2 ** 31
  );
}
