import { ROUTE_SERVER_ASN } from "../../domain/asn";
import { GATEWAY_SUBNET } from "../../domain/reserved-subnet";
import type { Component } from "../model/component";
import { blocks, eitherFlag, flag, number, text } from "../terraform/attributes";
import { symbol, unknown, type Unknown } from "../unknown/value";
import { asnText } from "./box";
import type { ExternalComponent, Kind, KindReader, KindContext } from "./kind";
import { LOCAL_NETWORK_GATEWAY } from "./local-network-gateway";
import { NETWORK_READER } from "./network";
import { publicIpsOf } from "./public-ip";
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
  readonly publicIps: readonly string[];
  /** "VpnGw1AZ". */
  readonly sku?: string;
  /** Addresses of connections of the gateway whose `count` is 0. @default - there are none */
  readonly absentConnections?: readonly string[];
}

export const VIRTUAL_NETWORK_GATEWAY: Kind<Gateway, "gateways"> = {
  list: "gateways",
  label: "gateway",
  types: ["azurerm_virtual_network_gateway"],
  references: { network: "part-of", defaultSite: "uses", publicIps: "uses" },
  box: (gateway, picture) => ({
    look: "gateway",
    word: "GATEWAY",
    parent: picture.subnetNamed(gateway.network, GATEWAY_SUBNET),
    detail: detailOf(gateway),
  }),
};

export const VIRTUAL_NETWORK_GATEWAY_READER: KindReader<Gateway> = {
  kind: VIRTUAL_NETWORK_GATEWAY,
  read: readGateways,
  external: { make: externalGateway },
};

function readGateways(resources: KindContext): readonly Gateway[] {
  const absent = absentConnections(resources);
  return resources.of("azurerm_virtual_network_gateway").map((resource) => {
    const configurations = blocks(resource, "ip_configuration", resources.unread(resource, "ip_configuration"));
    const sku = text(resource, "sku");
    const [settings] = blocks(resource, "bgp_settings");
    const site = resources.resolve(
      resource.configured("default_local_network_gateway_id"),
      ...LOCAL_NETWORK_GATEWAY.types,
    );
    const subnet = resources.requiredReference(
      SUBNET_READER,
      configurations[0]?.configured("subnet_id") ?? null,
      resource,
    );
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
      publicIps: publicIpsOf(configurations, resource, resources),
      ...(resource.data && lookedUp(resource.id)),
      ...(sku !== undefined && { sku }),
      ...(absent.has(resource.id) && { absentConnections: absent.get(resource.id)! }),
    };
  });
}

/** What is only looked up is as it was made elsewhere: no default of azurerm is known. */
const lookedUp = (
  id: string,
): Pick<Gateway, "remoteVnetTraffic" | "virtualWanTraffic" | "bgp" | "asn" | "activeActive"> => ({
  remoteVnetTraffic: unknown(`${id}.remote_vnet_traffic_enabled`),
  virtualWanTraffic: unknown(`${id}.virtual_wan_traffic_enabled`),
  bgp: unknown(`${id}.bgp_enabled`),
  asn: unknown(`${id}.asn`),
  activeActive: unknown(`${id}.active_active`),
});

/** By gateway. */
function absentConnections(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const one of resources.absent) {
    if (one.type !== "azurerm_virtual_network_gateway_connection") continue;
    const gateway = resources.resolve(one.configured("virtual_network_gateway_id"), ...VIRTUAL_NETWORK_GATEWAY.types);
    if (gateway) all.set(gateway.id, [...(all.get(gateway.id) ?? []), one.id.replace(/\[[^\]]*\]$/, "")]);
  }
  return all;
}

function externalGateway({ id, name, from }: ExternalComponent, resources: KindContext): Gateway {
  return {
    id,
    name,
    kind: "Vpn",
    network: resources.requiredReference(NETWORK_READER, symbol(`${id}.network`), from),
    ...lookedUp(id),
    publicIps: [],
  };
}

function detailOf({ kind, asn, bgp }: Gateway): string {
  if (kind === "ExpressRoute") return "ExpressRoute";
  return bgp === false ? "VPN" : `VPN, ${asnText(asn)}`;
}
