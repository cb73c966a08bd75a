import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Component } from "../model/component";
import { blocks, eitherFlag, flag, number, text } from "../terraform/attributes";
import { symbol, unknown, type Unknown } from "../unknown/value";
import { asnText } from "./box";
import type { ExternalComponent, Kind, KindReader, KindContext } from "./kind";
import { LOCAL_NETWORK_GATEWAY } from "./local-network-gateway";
import { NETWORK_READER } from "./network";
import { networkOfSubnet, SUBNET_READER } from "./subnet";

/** A virtual network gateway. */
export interface Gateway extends Component {
  readonly kind: "ExpressRoute" | "Vpn";
  readonly network: string;
  /** remote_vnet_traffic_enabled. */
  readonly remoteVnetTraffic: boolean | Unknown<boolean>;
  /** virtual_wan_traffic_enabled. */
  readonly virtualWanTraffic: boolean | Unknown<boolean>;
  readonly bgp: boolean | Unknown<boolean>;
  readonly asn: number | Unknown<number>;
  readonly activeActive: boolean | Unknown<boolean>;
  /** Id of the local network gateway that all internet traffic is sent to (default_local_network_gateway_id). */
  readonly defaultSite?: string;
}

export const VIRTUAL_NETWORK_GATEWAY: Kind<Gateway, "gateways"> = {
  list: "gateways",
  label: "gateway",
  types: ["azurerm_virtual_network_gateway"],
  references: { network: "part-of", defaultSite: "uses" },
  box: (gateway, picture) => ({
    look: "gateway",
    word: "GATEWAY",
    parent: picture.subnetNamed(gateway.network, "GatewaySubnet"),
    detail: detailOf(gateway),
  }),
};

export const VIRTUAL_NETWORK_GATEWAY_READER: KindReader<Gateway> = {
  kind: VIRTUAL_NETWORK_GATEWAY,
  read: readGateways,
  external: { make: externalGateway },
};

function readGateways(resources: KindContext): readonly Gateway[] {
  return resources.of("azurerm_virtual_network_gateway").map((resource) => {
    const [first] = blocks(resource, "ip_configuration", resources.unread(resource, "ip_configuration"));
    const [settings] = blocks(resource, "bgp_settings");
    const site = resources.resolve(
      resource.configured("default_local_network_gateway_id"),
      ...LOCAL_NETWORK_GATEWAY.types,
    );
    const subnet = resources.requiredReference(SUBNET_READER, first?.configured("subnet_id") ?? null, resource);
    return {
      ...resources.component(resource),
      kind: text(resource, "type")?.toLowerCase() === "expressroute" ? "ExpressRoute" : "Vpn",
      network: networkOfSubnet(subnet, resources),
      remoteVnetTraffic: flag(resource, "remote_vnet_traffic_enabled", false),
      virtualWanTraffic: flag(resource, "virtual_wan_traffic_enabled", false),
      bgp: eitherFlag(resource, ["bgp_enabled", "enable_bgp"], false),
      asn: settings ? number(settings, "asn", ROUTE_SERVER_ASN) : ROUTE_SERVER_ASN,
      activeActive: flag(resource, "active_active", false),
      ...(site && { defaultSite: site.id }),
    };
  });
}

function externalGateway({ id, name, from }: ExternalComponent, resources: KindContext): Gateway {
  return {
    id,
    name,
    kind: "Vpn",
    network: resources.requiredReference(NETWORK_READER, symbol(`${id}.network`), from),
    remoteVnetTraffic: unknown(`${id}.remote_vnet_traffic_enabled`),
    virtualWanTraffic: unknown(`${id}.virtual_wan_traffic_enabled`),
    bgp: unknown(`${id}.bgp_enabled`),
    asn: unknown(`${id}.asn`),
    activeActive: unknown(`${id}.active_active`),
  };
}

function detailOf({ kind, asn, bgp }: Gateway): string {
  if (kind === "ExpressRoute") return "ExpressRoute";
  return bgp === false ? "VPN" : `VPN, ${asnText(asn)}`;
}
