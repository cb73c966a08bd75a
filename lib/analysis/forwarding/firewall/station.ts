import type { Firewall, Nic, Subnet } from "../../model/azure";

/** A firewall in a VNet, as a NIC that forwards. */
export interface FirewallStation {
  readonly firewall: Firewall;
  readonly nic: Nic;
  readonly subnet: Subnet;
}
