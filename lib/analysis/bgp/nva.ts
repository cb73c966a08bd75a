import type { Machine, Nic, Subnet } from "../model/azure";
import type { GuestBgp, GuestNeighbor } from "../model/guest";
import type { Unknown } from "../unknown/value";
import type { Propagation } from "./propagation";

/** A machine with a BGP speaker, as its user data configures it. */
export interface Nva {
  readonly machine: Machine;
  readonly bgp: GuestBgp;
  /** The subnets of its NICs. */
  readonly subnets: readonly Subnet[];
  /** What it learns matters to others: it has several peers, or advertises a route only while it has learned one. */
  readonly relays: boolean;
  /** What all speakers have: asked for once the links between them are known. */
  readonly tables: () => Propagation;
}

/** The NVA's end of a session. */
export interface NvaEnd {
  readonly nva: Nva;
  /** The NIC that the session runs over. */
  readonly nic?: Nic;
  /** The NVA's address in the session. @default the NIC's */
  readonly address?: string;
  /** What the NVA configures for the other end. */
  readonly neighbor: GuestNeighbor;
  /** Name and AS number of the other end. */
  readonly remote: string;
  readonly remoteAsn: number | Unknown<number>;
  /** The prefix in which the other end's address lies, where that address is known only after apply. */
  readonly near?: string;
}

/** The guest's AS number in a path; 0 where it is known only after apply. */
export const pathAsn = ({ bgp }: Pick<Nva, "bgp">): number => numberOf(bgp.asn) ?? 0;

/** The number, where it is known. */
export const numberOf = (asn: number | Unknown<number>): number | undefined =>
  typeof asn === "number" ? asn : undefined;
