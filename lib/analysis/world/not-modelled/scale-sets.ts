import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const SCALE_SETS: readonly NotModelled[] = [
  {
    types: azurerm("virtual_machine_scale_set"),
    effect: "own-traffic",
    does: "sends the traffic of its instances from its subnet, and may forward packets that a route sends to it",
  },
  {
    types: azurerm("service_fabric_cluster virtual_machine_scale_set_standby_pool"),
    effect: "part",
    does: "acts on the instances of a scale set",
  },
];
