import type { Address } from "./address";

/** A packet on its way, as the next station sees it. */
export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: "tcp" | "udp" | "icmp";
  /** The port of the side that was asked; null with ICMP. */
  readonly port: number | null;
  /** It belongs to a flow that began in the other direction. */
  readonly answer: boolean;
}
