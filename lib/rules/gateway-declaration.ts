import type { ExistingPart } from "./app-declaration";
import type { Place } from "./place";

/** An ExpressRoute gateway. */
export interface GatewayDeclaration {
  readonly path: string;
  readonly network: string;
  readonly sku: string | undefined;
  readonly remoteVnetTraffic: boolean | undefined;
  /** undefined: it is created. */
  readonly existing: ExistingPart | undefined;
}

/** A connection of a gateway to a circuit. */
export interface ConnectionDeclaration {
  readonly at: Place;
  /** Path of the circuit. */
  readonly circuit: string;
  /** Path of the gateway. */
  readonly gateway: string;
  /** Path of the VNet. */
  readonly network: string;
  readonly routingWeight: number | undefined;
  /** True where it connects a site with a Route Server, and so brings a default route. */
  readonly bringsDefaultRoute: boolean;
  /** True where the connection has a key, whether from the circuit's list or its own. */
  readonly authorized: boolean;
}

/** The VPN gateway of a hub. */
export interface VpnGatewayDeclaration {
  readonly path: string;
  /** Path of the VNet. */
  readonly network: string;
  readonly sku: string | undefined;
  /** Path of the site to which it sends all other traffic. */
  readonly defaultSite: string | undefined;
  /** undefined: it has no BGP. An ASN that is undefined is Azure's own, or known only at apply. */
  readonly bgp: { readonly asn: number | undefined } | undefined;
}

/** A connection of a VPN gateway to a site. */
export interface VpnConnectionDeclaration {
  readonly path: string;
  /** Path of the VPN gateway. */
  readonly gateway: string;
  /** Path of the site. */
  readonly site: string;
  readonly hasKey: boolean;
  readonly bgp: boolean;
}

/** A site behind a VPN device. */
export interface LocalNetworkGatewayDeclaration {
  readonly path: string;
  /** null: none given. */
  readonly gatewayAddress: string | undefined | null;
  readonly gatewayFqdn: boolean;
  readonly addressSpace: readonly { readonly at: Place; readonly prefix: string | undefined }[];
  /** undefined: it has no BGP. */
  readonly bgp: { readonly asn: number | undefined; readonly peeringAddress: string | undefined } | undefined;
}

/** Both peerings of a hub and a site: the hub's VNet uses the site's Route Server. */
export interface PeeringDeclaration {
  readonly path: string;
  /** Path of the hub's VNet. */
  readonly hub: string;
  /** Path of the site's VNet. */
  readonly site: string;
}

/** An Azure Route Server. */
export interface RouteServerDeclaration {
  readonly path: string;
  readonly network: string;
  readonly branchToBranch: boolean | undefined;
  readonly peers: readonly PeerDeclaration[];
  /** undefined: it is created. */
  readonly existing: ExistingPart | undefined;
}

/** A BGP peer of a Route Server. */
export interface PeerDeclaration {
  readonly at: Place;
  readonly address: string | undefined;
  readonly asn: number | undefined;
}
