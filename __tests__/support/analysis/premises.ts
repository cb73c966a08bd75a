import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import type { Topology } from "../../../lib/analysis/model/azure";
import { read } from "./ask";
import type { Azure } from "./azure";
import { alone, onCircuit } from "./situations";

/** vm-alone at 10.0.0.4, in a VNet with an ExpressRoute gateway on a circuit. */
export const aloneOnCircuit = (): Azure => onCircuit(alone(), "lone", "10.0");

/** The same with a router "tokyo" on the far side of the circuit. */
export const withTokyo = (azure: Azure, announces: readonly string[], more: Assumptions["onPremises"] = []): Topology =>
  read(azure, { onPremises: [{ name: "tokyo", circuit: "circuit", asn: 64512, announces }, ...more] });

/** vm-alone, in a VNet with a VPN gateway and the site lng-office. */
export const aloneOverVpn = (space: readonly string[] = ["192.168.0.0/16"]): Azure =>
  alone().subnet("lone", "GatewaySubnet", "10.0.200.0/24").vpnGateway("lone").vpnSite("lone", "office", space);

/** The same, with lng-office as the gateway's default site. */
export const defaultSite = (): Azure =>
  aloneOverVpn().set("virtual_network_gateway.vpngw-lone", {
    default_local_network_gateway_id: "${azurerm_local_network_gateway.office.id}",
  });
