import type { FirstBoot, Guest, GuestReading } from "../model/guest";
import { affectedParts, type Boot, leaveUnread } from "./cloud-init/boot";
import { foreignLine } from "./cloud-init/user-data";
import { firstBoot, settled } from "./first-boot";
import { frrBgp, frrText, withoutNegated } from "./frr/frr-bgp";
import { localAddresses } from "./local-addresses";
import { lostAtReboot } from "./lost-at-reboot";
import { frrLines } from "./frr/frr-text";
import { suiteOf } from "./frr/suite";
import { packetFilter } from "./packet-filter/filter";
import { policyRouting } from "./packet-filter/policy-routing";
import { forwardsOf } from "./programs/sysctl-files";
import { isOneSymbol, ShortSymbols } from "./short-symbols";
import { readTunnels } from "./tunnels/read-tunnels";

interface KnownReading {
  readonly reading: GuestReading;
  readonly json: string;
  /** After scripts, by their text. */
  readonly after: Map<string, KnownReading>;
}

/** Stands for the machine's name while a text is read, which may be that of several machines. */
const MACHINE = "\u0081machine\u008D";

/**
 * Reads what user data makes of machines: whether they forward, filter and translate, and what their BGP speakers do.
 * Never throws: what cannot be read is in the guest's `unread`. Texts that differ in references alone are read once.
 */
export class GuestReader {
  private readonly known = new Map<string, KnownReading>();

  /**
   * @param userData the decoded text; it may hold symbols
   * @param machine the machine's name, for claims
   */
  public read(userData: string, machine: string): FirstBoot {
    const symbols = new ShortSymbols(new Map([[MACHINE, machine]]));
    const text = symbols.shorten(userData);
    let boot: Boot | undefined;
    const booted = (): Boot => (boot ??= firstBoot(text, MACHINE));
    const alone = reading(this.known, text, () => readText(text, booted));
    const later = (script: string): KnownReading => {
      const short = symbols.shorten(script);
      return reading(alone.after, short, () => readText(text, booted, short));
    };
    return {
      reading: symbols.restore(alone.reading),
      after: (script) => symbols.restore(later(script).reading),
      isKeptBy: (script) => later(script).json === alone.json,
    };
  }
}

function reading(known: Map<string, KnownReading>, text: string, read: () => GuestReading): KnownReading {
  const found = known.get(text);
  if (found) return found;
  const json = JSON.stringify(read());
  const added = { reading: JSON.parse(json) as GuestReading, json, after: new Map<string, KnownReading>() };
  known.set(text, added);
  return added;
}

/** What one machine's user data makes of it: see {@link GuestReader}. */
export const readGuest = (userData: string, machine: string): GuestReading =>
  new GuestReader().read(userData, machine).reading;

function readText(text: string, booted: () => Boot, later?: string): GuestReading {
  if (isOneSymbol(text)) return { notes: ["the user data is known only after apply"] };
  const foreign = foreignLine(text);
  return foreign === undefined
    ? readBoot(settled(booted(), later))
    : { notes: [`the user data is not in a form of cloud-init ("${foreign}")`] };
}

function readBoot(boot: Boot): GuestReading {
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
