import type { Topology } from "./azure";

/** Types that have private addresses, and that this model does not follow. */
const WITH_ADDRESSES =
  /^(azapi_.*|azurerm_(.*firewall|.*scale_set|application_gateway|api_management|kubernetes_cluster|container_group|.*_managed_instance|virtual_machine.*))$/;

/**
 * True where an address that no NIC has may belong to something all the same: the file has resources that this model
 * does not follow, or is a part only.
 */
export function mayHideAddresses({ others, notes }: Topology): boolean {
  return notes.some(({ kind }) => kind === "outside") || others.some(({ type }) => WITH_ADDRESSES.test(type));
}
