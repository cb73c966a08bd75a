import type { Unknown } from "../../unknown/value";
import { valuesOf } from "../../unknown/truth";
import { nicsOf } from "../nvas";
import { isTunnelled, type Verdict } from "../../verdict";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";

const BY: { readonly [verdict in Verdict]?: string } = {
  tunnelled: "through the NVA",
  "on-premises": "by an on-premises router",
  firewall: "through the firewall",
};

/** FT111. */
export const publicIpUnderTunnel: TopologyRule = {
  id: "FT111",
  name: "public-ip-under-tunnel",
  severity: "error",
  summary: "A tunnelled machine has a public IP, but its answers do not return through it.",
  why: "Answers follow the default route to the NVA or on-premises, and arrive from another address. If the default route is withdrawn, the public IP is a way out past the tunnel.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.1"],
  example: "a client with a public IP, in a subnet that learns the default route",
  check: (context) => {
    const { topology } = context;
    const verdicts = new Map(context.verdicts.map(({ id, verdict }) => [id, verdict]));
    const reached = new Set(context.exposures.map(({ id }) => id));
    const waitsFor: Unknown[] = [];
    const found = topology.machines.flatMap((machine) => {
      const verdict = verdicts.get(machine.id);
      if (!verdict || !(isTunnelled(verdict) || verdict === "firewall") || reached.has(machine.id)) return [];
      const nic = nicsOf(topology, machine).find(({ publicIp }) => publicIp !== undefined);
      if (!nic) return [];
      const decides = (nic.conditional ?? []).find((one) => one.with === "publicIp");
      if (decides) {
        waitsFor.push(...valuesOf(decides.exists));
        return [];
      }
      const name = topology.publicIps.find(({ id }) => id === nic.publicIp)?.name ?? nic.publicIp ?? "";
      return [
        reported({
          at: nic.id,
          also: [machine.id],
          text: `${machine.name} cannot be reached through ${name}: its answers leave ${BY[verdict]}`,
          got: name,
          want: "no public IP on a tunnelled machine, or a route to Internet for the prefixes that connect to it",
          fix: `remove ${machine.scaleSet ? "the block public_ip_address" : "public_ip_address_id"}, or add a route <prefix of the operators> -> Internet to the subnet`,
          rows: ["4.1", "4.2"],
        }),
      ];
    });
    return findingsOrUndecided(found, waitsFor);
  },
};
