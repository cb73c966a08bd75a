import type { Firewall, Nic, Subnet } from "../../model/azure";

/** A firewall, as a NIC that forwards. */
export interface FirewallStation {
  readonly firewall: Firewall;
  readonly nic: Nic;
  /** Absent in a virtual hub. */
  readonly subnet?: Subnet;
}
