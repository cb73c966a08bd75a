import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const INBOUND: readonly NotModelled[] = [
  {
    types: azurerm("lb_nat_pool lb_nat_rule network_interface_nat_rule_association"),
    effect: "inbound",
    does: "forwards a port of a load balancer to a machine",
  },
  {
    types: azurerm("private_link_service"),
    effect: "inbound",
    does: "admits connections of private endpoints in other networks to the back ends of a load balancer",
  },
];
