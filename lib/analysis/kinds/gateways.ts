import { isUnknown } from "../unknown/value";
import { GATEWAY_ASN } from "../../domain/asn";
import type { Circuit, Connection, Gateway, LocalNetworkGateway } from "../model/azure";
import { blocks, eitherFlag, flag, number, text, texts } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Build } from "./build";

/** Virtual network gateways. */
export function readGateways(build: Build, networkOfSubnet: (subnet: string) => string): readonly Gateway[] {
  return build.of("azurerm_virtual_network_gateway").map((resource) => {
    const [first] = blocks(resource, "ip_configuration", build.unread(resource, "ip_configuration"));
    const [settings] = blocks(resource, "bgp_settings");
    const site = build.resolve(
      resource.configured("default_local_network_gateway_id"),
      "azurerm_local_network_gateway",
    );
    const subnet = build.standIns.subnet(first?.configured("subnet_id") ?? null, resource);
    return {
      ...build.component(resource),
      kind: text(resource, "type")?.toLowerCase() === "expressroute" ? "ExpressRoute" : "Vpn",
      network: networkOfSubnet(subnet),
      remoteVnetTraffic: flag(resource, "remote_vnet_traffic_enabled", false),
      virtualWanTraffic: flag(resource, "virtual_wan_traffic_enabled", false),
      bgp: eitherFlag(resource, ["bgp_enabled", "enable_bgp"], false),
      asn: settings ? number(settings, "asn", GATEWAY_ASN) : GATEWAY_ASN,
      activeActive: flag(resource, "active_active", false),
      ...(site && { defaultSite: site.id }),
    };
  });
}

/** Connections of gateways. */
export function readConnections(build: Build): readonly Connection[] {
  return build.of("azurerm_virtual_network_gateway_connection").map((resource) => {
    const circuit = build.standIns.circuit(resource.configured("express_route_circuit_id"));
    const kind = circuit === undefined ? "Vpn" : "ExpressRoute";
    const peer = resource.configured("peer_virtual_network_gateway_id");
    const site = build.resolve(resource.configured("local_network_gateway_id"), "azurerm_local_network_gateway");
    return {
      ...build.component(resource),
      gateway: build.standIns.gateway(resource.configured("virtual_network_gateway_id"), resource, kind),
      ...(circuit !== undefined && { circuit }),
      ...(peer !== null && peer !== "" && { peerGateway: build.standIns.gateway(peer, resource, "Vpn") }),
      ...(site && { localNetworkGateway: site.id }),
      // The provider sends no 0, and without a number Azure takes 0.
      routingWeight: number(resource, "routing_weight", 0),
      bgp: eitherFlag(resource, ["bgp_enabled", "enable_bgp"], false),
      fastPath: flag(resource, "express_route_gateway_bypass", false),
    };
  });
}

/** ExpressRoute circuits that are made here, or looked up. */
export function readCircuits(build: Build): readonly Circuit[] {
  return build.of("azurerm_express_route_circuit").map((resource) => {
    const provisioned = provisionedState(resource);
    return { ...build.component(resource), managed: !resource.data, ...(provisioned !== undefined && { provisioned }) };
  });
}

function provisionedState(resource: Resource): boolean | undefined {
  const state = resource.configured("service_provider_provisioning_state");
  return state === null || state === "" || isUnknown(state) ? undefined : state === "Provisioned";
}

/** Sites that a VPN leads to. */
export function readLocalNetworkGateways(build: Build): readonly LocalNetworkGateway[] {
  return build.of("azurerm_local_network_gateway").map((resource) => {
    const [settings] = blocks(resource, "bgp_settings");
    const asn = settings && number(settings, "asn", null);
    return {
      ...build.component(resource),
      addressSpace: texts(resource, "address_space"),
      ...(asn !== undefined && asn !== null && { asn }),
    };
  });
}
