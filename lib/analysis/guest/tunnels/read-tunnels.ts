import type { GuestTunnel } from "../../model/guest";
import type { Boot } from "../cloud-init/boot";
import type { FrrLine } from "../frr/frr-text";
import { ipsecTunnels } from "./ipsec";
import { linkTunnels } from "./links";
import { wireguardTunnels } from "./wireguard";

/** Inside IPsec, Azure does not see what a tunnel encapsulates in. */
function unblocked(tunnel: GuestTunnel, all: readonly GuestTunnel[]): GuestTunnel {
  const { blocked, ...rest } = tunnel;
  const isProtected = all.some(
    ({ byPolicy, remotes }) => byPolicy && tunnel.remotes.some((remote) => remotes.includes(remote)),
  );
  return blocked && isProtected ? rest : tunnel;
}

/** The guest's tunnels. The commands that make them are no longer unread: they change nothing for other packets. */
export function readTunnels(boot: Boot, frr: readonly FrrLine[]): readonly GuestTunnel[] {
  const found = [...linkTunnels(boot, frr), ...wireguardTunnels(boot), ...ipsecTunnels(boot)];
  const unread = boot.unread.filter(
    ({ line, affects }) => affects !== "forward" || !found.some(({ explains }) => explains(line)),
  );
  boot.unread.splice(0, boot.unread.length, ...unread);
  const tunnels = found.map(({ tunnel }, _, all) =>
    unblocked(
      tunnel,
      all.map((one) => one.tunnel),
    ),
  );
  const names = tunnels.map(({ name }) => name);
  const others = boot.addresses.filter(({ words }) => !names.includes(words[words.indexOf("dev") + 1] ?? ""));
  boot.addresses.splice(0, boot.addresses.length, ...others);
  return tunnels;
}
