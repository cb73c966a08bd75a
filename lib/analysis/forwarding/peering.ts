import { equals } from "../unknown/truth";
import { contains, parseSource } from "../../domain/ipv4";
import { type Address, sameAddress } from "../model/address";
import { decision, stop } from "./endings";
import type { Fabric } from "../routes/fabric";
import { forwardedTrafficOff, peeringAccessOff } from "../faults/fault";
import type { Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { PathOutcome, PacketTrace } from "./packet-trace";

/** The NIC with an address: its own, or one that may turn out to have it. Never the sender's. */
export function nicWith(
  { index, scenario }: Fabric,
  networks: readonly string[],
  { source, destination: address }: Packet,
): Nic | undefined {
  const isExact = (nic: Nic): boolean =>
    sameAddress(index.addressOf(nic), address) || (nic.furtherAddresses?.includes(address.text) ?? false);
  const mayHave = (nic: Nic): boolean => {
    const { range } = index.addressOf(nic);
    return nic.id !== source.nic && range !== undefined && range.length < 32 && contains(range, address.range!);
  };
  const [exact] = networks.flatMap((network) => index.nicsOf(network, isExact));
  if (exact || address.range?.length !== 32) return exact;
  return networks
    .flatMap((network) => index.nicsOf(network, mayHave))
    .find((nic) => scenario.isTrue(equals(`${nic.id}.private_ip_address`, address.text)));
}

/** What both sides of a peering let through (rows 3.5 to 3.7). */
export function crossPeering(
  fabric: Fabric,
  from: string,
  to: string,
  packet: Packet,
  trail: PacketTrace,
  byGateway: boolean,
): PacketTrace | PathOutcome {
  const { index, scenario } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  const ours = index.peeringsOf(from).find(({ remote }) => remote === to);
  const theirs = index.peeringsOf(to).find(({ remote }) => remote === from);
  for (const side of [ours, theirs]) {
    if (side && !scenario.isTrue(side.virtualNetworkAccess))
      return stop(
        trail.decided(decision("peering", `${side.name} closed`, "virtual network access off", false, side.id, "3.5")),
        packet,
        peeringAccessOff(side, hop),
      );
  }
  const ranges = index.networks.get(from)?.addressSpace ?? [];
  const foreign = !ranges.some(
    (prefix) =>
      packet.source.within.includes(prefix) || (packet.source.range !== undefined && within(prefix, packet.source)),
  );
  if (!foreign || byGateway || !theirs) return trail;
  const warned = trail.warned(
    "3.6",
    `that ${theirs.name} enforces allow_forwarded_traffic is documented, and was once seen not to be so`,
  );
  if (scenario.isTrue(theirs.forwardedTraffic))
    return warned.decided(
      decision("peering", `${theirs.name} takes forwarded traffic`, "allow_forwarded_traffic", true, theirs.id, "3.6"),
    );
  return stop(
    warned.decided(
      decision(
        "peering",
        `${theirs.name} refuses ${packet.source.text}`,
        "forwarded traffic off",
        false,
        theirs.id,
        "3.6",
      ),
    ),
    packet,
    forwardedTrafficOff(theirs, hop, packet),
  );
}

/** True where a prefix holds all of an address. */
export const within = (prefix: string, { range }: Address): boolean => {
  const written = parseSource(prefix);
  return written !== undefined && range !== undefined && contains(written, range);
};
