import type { BgpConnection, Machine } from "../../analysis/model/azure";
import { peerOf } from "../../analysis/model/relations";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { isUnknown, type Unknown } from "../../analysis/unknown/value";

/** The machine that a Route Server peers with. */
export const peerMachine = (index: TopologyIndex, connection: BgpConnection): Machine | undefined =>
  peerOf(index, connection)?.machine;

/** A machine's AS number: its own configuration's, else the one that a Route Server expects. */
export function asnOf(index: TopologyIndex, machine: Machine): number | Unknown<number> | undefined {
  return machine.guest?.bgp?.asn ?? connectionTo(index, machine)?.peerAsn;
}

/** True for a machine that forwards packets, or speaks BGP. */
export function isAppliance(index: TopologyIndex, machine: Machine): boolean {
  const forwards = machine.nics.some((nic) => index.nics.get(nic)?.forwarding === true);
  return forwards || machine.guest?.bgp !== undefined || connectionTo(index, machine) !== undefined;
}

/** An AS number as text: "?" where it is known after apply. */
export const asnText = (asn: number | Unknown<number> | undefined): string => (isUnknown(asn) ? "?" : String(asn));

const connectionTo = (index: TopologyIndex, machine: Machine): BgpConnection | undefined =>
  index.topology.bgpConnections.find((connection) => peerMachine(index, connection) === machine);
