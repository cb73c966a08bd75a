import type { BgpConnection, Machine } from "../../analysis/model/azure";
import { peerOf } from "../../analysis/model/relations";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { isUnknown, type Unknown } from "../../analysis/unknown/value";

/** The machine that a Route Server peers with. */
export const peerMachine = (index: TopologyIndex, connection: BgpConnection): Machine | undefined =>
  peerOf(index, connection)?.machine;

/** An AS number as text: "?" where it is known after apply. */
export const asnText = (asn: number | Unknown<number> | undefined): string => (isUnknown(asn) ? "?" : String(asn));
