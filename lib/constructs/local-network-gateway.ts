import { LocalNetworkGateway as AzureLocalNetworkGateway } from "@cdktf/provider-azurerm/lib/local-network-gateway";
import { Construct } from "constructs";
import { declare, named, tagged } from "./internal/declaration-registry";
import {
  anyConstruct,
  mandatory,
  object,
  parseProps,
  type PropsSchema,
  tags,
  text,
  texts,
} from "./internal/props-schema";
import { isToken, known, resourceList } from "./internal/tokens";
import { groupScope, placement, type PlacementProps } from "./resource-group";

/** BGP of the VPN device on premises. */
export interface SiteBgpOptions {
  /**
   * AS number of the device. It must differ from the gateway's, and Azure reserves some.
   * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-bgp-overview
   */
  readonly asn: number;
  /** IPv4 address of the device's BGP speaker. It must not be in the hub's VNet. */
  readonly peeringAddress: string;
}

/** Props of a {@link LocalNetworkGateway}. */
export interface LocalNetworkGatewayProps extends PlacementProps {
  /**
   * Name in Azure.
   * @default "lgw-<id>"
   */
  readonly name?: string;
  /**
   * Public IPv4 address of the VPN device.
   * @default - `gatewayFqdn`
   */
  readonly gatewayAddress?: string;
  /**
   * DNS name of the VPN device, if its address changes.
   * @default - `gatewayAddress`
   */
  readonly gatewayFqdn?: string;
  /**
   * IPv4 prefixes of the site in CIDR notation, to which the gateway sends traffic. They must not overlap the hub's VNet.
   * 0.0.0.0/0 does not belong here: the gateway's `defaultSite` brings it.
   * @default - none: the site announces them by BGP, or only the default route leads to it
   */
  readonly addressSpace?: readonly string[];
  /**
   * BGP of the VPN device. A default route that it announces is used by the hub.
   * @default - no BGP
   */
  readonly bgp?: SiteBgpOptions;
}

const SCHEMA: PropsSchema<LocalNetworkGatewayProps> = {
  resourceGroup: anyConstruct,
  location: text,
  tags,
  name: text,
  gatewayAddress: text,
  gatewayFqdn: text,
  addressSpace: texts,
  bgp: object<SiteBgpOptions>({ asn: mandatory.number, peeringAddress: mandatory.text }),
};

/**
 * A site behind a VPN device, as Azure knows it: where the device is, and what is behind it. A {@link VpnGateway} is
 * connected to it. The device itself is configured by whoever runs it: see docs/vpn-gateway.md.
 * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings
 */
export class LocalNetworkGateway extends Construct {
  /** azurerm's resource of the local network gateway. */
  public readonly localNetworkGateway: AzureLocalNetworkGateway;
  /** Azure id of the local network gateway; known after apply. */
  public readonly id: string;
  /** Whether the device speaks BGP. */
  public readonly hasBgp: boolean;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform address, and of the default name.
   * @param props address and prefixes of the site.
   * @throws ForcedTunnelingError if the resource group is missing. All other mistakes are reported at synthesis.
   */
  public constructor(scope: Construct, id: string, props: LocalNetworkGatewayProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { gatewayAddress, gatewayFqdn, addressSpace = [], bgp } = own;
    const { resourceGroup, common } = placement(this, own);
    const name = own.name ?? `lgw-${id}`;
    this.localNetworkGateway = new AzureLocalNetworkGateway(this, "site", {
      ...common,
      name,
      gatewayAddress,
      gatewayFqdn,
      addressSpace: isToken(addressSpace) || addressSpace.length > 0 ? resourceList(addressSpace) : undefined,
      bgpSettings: bgp && { asn: bgp.asn, bgpPeeringAddress: bgp.peeringAddress },
    });
    this.id = this.localNetworkGateway.id;
    this.hasBgp = bgp !== undefined;
    const { path } = this.node;
    declare(this, () => ({
      names: named({ path, prop: "name" }, "local network gateway", name, groupScope(resourceGroup)),
      tags: tagged({ path, prop: "tags" }, own.tags),
      localNetworkGateways: [
        {
          path,
          gatewayAddress: gatewayAddress === undefined ? null : known(gatewayAddress),
          gatewayFqdn: gatewayFqdn !== undefined,
          addressSpace: (isToken(addressSpace) ? [] : addressSpace).map((prefix, i) => ({
            at: { path, prop: `addressSpace.${i}` },
            prefix: known(prefix),
          })),
          bgp: bgp && { asn: known(bgp.asn), peeringAddress: known(bgp.peeringAddress) },
        },
      ],
    }));
  }
}
