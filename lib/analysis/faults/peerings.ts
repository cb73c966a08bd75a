import { facts } from "../facts";
import type { Peering } from "../model/azure";
import type { Packet } from "../model/packet";
import { edited } from "../model/repair";
import type { RepairableFault } from "./repairable-fault";

export const peeringAccessOff = (peering: Peering, hop: string): RepairableFault => ({
  reason: "peering-access-off",
  text: `${peering.name} blocks all traffic: virtual network access is off`,
  at: peering.id,
  hop,
  got: '"allow_virtual_network_access": false',
  want: "true on both sides",
  fix: '"allow_virtual_network_access": true',
  facts: facts("3.5"),
  repair: (topology) => edited(topology, "peerings", peering.id, { virtualNetworkAccess: true }),
});

/** @param peering the receiver's side */
export const forwardedTrafficOff = (peering: Peering, hop: string, { source }: Packet): RepairableFault => ({
  reason: "forwarded-traffic-off",
  text: `${peering.name} drops forwarded traffic, and ${source.text} is not an address of the sending network`,
  at: peering.id,
  hop,
  got: '"allow_forwarded_traffic": false',
  want: "true on the receiver's side, for what an NVA forwards",
  fix: '"allow_forwarded_traffic": true',
  facts: facts("3.6"),
  repair: (topology) => edited(topology, "peerings", peering.id, { forwardedTraffic: true }),
});
