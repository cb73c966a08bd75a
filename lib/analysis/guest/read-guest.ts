import type { Guest } from "../model/guest";
import { affectedParts, type Boot, leaveUnread } from "./cloud-init/boot";
import { foreignLine } from "./cloud-init/user-data";
import { firstBoot } from "./first-boot";
import { frrBgp, frrText, withoutNegated } from "./frr/frr-bgp";
import { localAddresses } from "./local-addresses";
import { lostAtReboot } from "./lost-at-reboot";
import { frrLines } from "./frr/frr-text";
import { suiteOf } from "./frr/suite";
import { packetFilter } from "./packet-filter/filter";
import { policyRouting } from "./packet-filter/policy-routing";
import { forwardsOf } from "./programs/sysctl-files";
import { isOneSymbol, withShortSymbols } from "./short-symbols";
import { readTunnels } from "./tunnels/read-tunnels";

/** Guests by their user data, with short symbols: machines whose texts differ in references alone are read once. */
export type KnownGuests = Map<string, { readonly guest: Guest; readonly notes: readonly string[] }>;

/** Stands for the machine's name while a text is read, which may be that of several machines. */
const MACHINE = "\uE000machine\uE001";

/** Stands between user data and a script that runs later, while both are read as one text. */
const LATER = "\uE002later\uE003";

/**
 * What user data makes of a machine: whether it forwards, filters and translates, and what its BGP speaker does. Never
 * throws: what cannot be read is in the guest's `unread`.
 *
 * @param userData the decoded text; it may hold symbols
 * @param machine the machine's name, for claims
 * @param known texts that were read before
 * @param later a script that runs once after the first boot
 * @returns no guest where the whole text is known only after apply, or for another reader than cloud-init
 */
export function readGuest(
  userData: string,
  machine: string,
  known: KnownGuests = new Map(),
  later?: string,
): { readonly guest?: Guest; readonly notes: readonly string[] } {
  const whole = later === undefined ? userData : `${userData}${LATER}${later}`;
  const { text, restore } = withShortSymbols(whole, new Map([[MACHINE, machine]]));
  const [first = "", script] = text.split(LATER);
  if (isOneSymbol(first)) return { notes: ["the user data is known only after apply"] };
  const foreign = foreignLine(first);
  if (foreign !== undefined) return restore({ notes: [`the user data is not in a form of cloud-init ("${foreign}")`] });
  const read = known.get(text) ?? readText(first, script);
  known.set(text, read);
  return restore(read);
}

function readText(
  text: string,
  later: string | undefined,
): { readonly guest: Guest; readonly notes: readonly string[] } {
  const boot = firstBoot(text, MACHINE, later);
  const suite = suiteOf(boot);
  leaveOtherDaemons(boot, suite.folder);
  const lines = withoutNegated(frrLines(frrText(boot)));
  const forwarding = lines.filter(({ words, block }) => block === "" && words.join(" ") === "ip forwarding").at(-1);
  const tunnels = readTunnels(boot, lines);
  const addresses = localAddresses(boot, lines);
  const bgp = frrBgp(boot, lines, { tunnels, addresses });
  // An image may have it; the text alone does not bring it.
  if (bgp && !installsSuite(boot))
    leaveUnread(boot, { file: "packages", line: `no package ${suite.isQuagga ? "quagga" : "frr"}` }, ["bgp"]);
  const lost = lostAtReboot(boot);
  const { mark, forward, postrouting, input } = packetFilter(boot);
  const guest: Guest = {
    forwards: forwarding
      ? { value: !forwarding.no, because: `${suite.configuration}: ${forwarding.text}` }
      : forwardsOf(boot),
    forward: [...policyRouting(boot, mark), ...forward],
    postrouting,
    ...(addresses.length > 0 && { addresses, input }),
    ...(tunnels.length > 0 && { tunnels }),
    ...(bgp && { bgp }),
    ...(boot.bgpOff !== undefined && { bgpOff: boot.bgpOff }),
    unread: boot.unread,
    ...(lost.length > 0 && { lostAtReboot: lost }),
  };
  return { guest, notes: boot.notes };
}

const installsSuite = (boot: Boot): boolean => [...boot.packages].some((name) => suiteOf(boot).packages.test(name));

/** Configuration of programs that are not read here. */
function leaveOtherDaemons(boot: Boot, read: string): void {
  for (const [path, text] of boot.files) {
    const setting = /^\s*(IPForward|IPv4Forwarding)\s*=.*$/m.exec(text)?.[0];
    if (path.startsWith("/etc/systemd/network") && setting !== undefined)
      leaveUnread(boot, { file: path, line: setting }, ["forwards"]);
    if (!path.startsWith(`${read}/`) && !path.startsWith("/etc/frr/") && affectedParts(path).includes("bgp"))
      leaveUnread(boot, { file: path, line: text.trim().split("\n", 1)[0]! }, ["bgp"]);
  }
}
