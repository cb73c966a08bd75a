import type { LostLine } from "../model/guest";
import type { Boot, FilterInput } from "./cloud-init/boot";
import { nextBoot } from "./first-boot";
import { frrText } from "./frr/frr-bgp";
import { packetFilter } from "./packet-filter/filter";
import { forwardsOf } from "./programs/sysctl-files";

/**
 * What commands of the first boot made, and nothing makes again: cloud-init runs `runcmd` and scripts once.
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/boot.html
 */
export function lostAtReboot(boot: Boot): LostLine[] {
  const changed = boot.kernel.length + boot.filter.length + boot.vtysh.length > 0;
  if (!changed) return [];
  const next = nextBoot(boot);
  return [...lostForwarding(boot, next), ...lostRules(boot, next), ...lostBgp(boot, next)].filter(
    ({ part }) => !next.unread.some(({ affects }) => affects === part),
  );
}

function lostForwarding(boot: Boot, next: Boot): LostLine[] {
  const { value, because } = forwardsOf(withoutTrace(boot));
  if (value !== true || forwardsOf(withoutTrace(next)).value !== false) return [];
  const fix = "echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-forwarding.conf";
  return [{ line: because, part: "forwards", fix }];
}

function lostRules(boot: Boot, next: Boot): LostLine[] {
  const kept = new Set(next.filter.map(keyOf));
  const lost = boot.filter.filter((input) => !kept.has(keyOf(input))).at(-1);
  if (!lost) return [];
  const [before, after] = [packetFilter(withoutTrace(boot)), packetFilter(withoutTrace(next))];
  return (["forward", "postrouting"] as const)
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    .slice(-1)
    .map((part) => ({
      line: lost.kind === "iptables" ? lost.line : `${lost.file}, which nothing loads at boot`,
      part,
      fix: keepingRules(boot, lost),
    }));
}

function lostBgp(boot: Boot, next: Boot): LostLine[] {
  if (frrText(boot) === frrText(next)) return [];
  const line = boot.vtysh.at(-1)?.text.trim().split("\n").at(-1) ?? "";
  return [{ line: `vtysh: ${line}`, part: "bgp", fix: "vtysh -c 'write memory'" }];
}

const keyOf = (input: FilterInput): string =>
  input.kind === "iptables" ? `iptables ${input.words.join(" ")}` : `${input.kind} ${input.text}`;

function keepingRules({ enabled, files }: Boot, { kind, file }: FilterInput): string {
  if (kind === "nft")
    return file === "/etc/nftables.conf" && files.has(file)
      ? "systemctl enable nftables"
      : "nft list ruleset > /etc/nftables.conf; systemctl enable nftables";
  return enabled.has("netfilter-persistent")
    ? "netfilter-persistent save"
    : "DEBIAN_FRONTEND=noninteractive apt-get install -y iptables-persistent; netfilter-persistent save";
}

/** A look at a boot that leaves nothing in it. */
const withoutTrace = (boot: Boot): Boot => ({ ...boot, unread: [] });
