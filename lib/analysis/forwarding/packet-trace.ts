import type { RepairableFault } from "../faults/repairable-fault";
import type { Address } from "../model/address";
import type { Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { EffectiveRoute, Hop, Warning } from "../results";
import type { Reason, Verdict } from "../verdict";
import type { Edge } from "./edge";
import type { OutboundAddress } from "./egress";

/** Where a packet has been, and what happened to it there. */
export interface PacketTrace {
  readonly hops: readonly Hop[];
  /** NICs of the machines that forwarded it. */
  readonly forwarders: readonly Nic[];
  /** Source translations, the latest last. */
  readonly translations: readonly Translation[];
  /** Ids of the NICs whose security groups have recorded the flow. */
  readonly recorded: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/** A source address that an NVA or firewall replaced by its own. */
export interface Translation {
  /** Id of the NVA's NIC, or of the firewall. */
  readonly nic: string;
  readonly original: Address;
  /** Of a destination that was replaced, too: the source that answers get. */
  readonly target?: Address;
  /** The port before that. */
  readonly port?: number | null;
}

/** Where a packet ends, and how it got there. */
export interface PathOutcome extends PacketTrace {
  /** The packet as it ends: translated, if it was. */
  readonly packet: Packet;
  readonly disposition: Disposition;
}

/** How a packet ends. Whether it should end there is for the question to judge. */
export type Disposition =
  /** With `at`, an address that the machine has besides those of its NICs: it answers with that. */
  | { readonly kind: "arrived"; readonly nic: Nic; readonly at?: Address }
  /** It leaves Azure from this NIC. */
  | { readonly kind: "internet"; readonly nic: Nic; readonly egress: OutboundAddress; readonly row: EffectiveRoute }
  /** A service, the host, or a private endpoint receives it. */
  | { readonly kind: "service"; readonly direct: boolean }
  /** It reaches a customer's network. */
  | { readonly kind: "on-premises"; readonly edge: Edge }
  | Stopped;

/** The packet does not get on, or what becomes of it is not known. */
export interface Stopped {
  readonly kind: "stopped";
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly fault: RepairableFault;
  /** For a loop: the names of the stations that come again. */
  readonly cycle?: readonly string[];
}
