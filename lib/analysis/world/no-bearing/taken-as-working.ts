import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const TAKEN_AS_WORKING: NoBearing = {
  reason:
    "the analysis takes it as configured and working: keys and private peering of a circuit, health probes, address pools",
  types: azurerm(`
    custom_ip_prefix express_route_circuit_authorization express_route_circuit_peering lb_probe
    network_manager_ipam_pool network_manager_ipam_pool_static_cidr route_filter
  `),
};
