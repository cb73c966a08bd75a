import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { declare, named } from "./internal/declaration-registry";
import { parseProps, type PropsSchema, text } from "./internal/props-schema";
import type { Network } from "./network";
import type { OnPremSiteWithRouteServer } from "./on-prem-site-with-route-server";
import { Readiness } from "./readiness";

/** Settings of the peerings between a hub and a site. */
export interface PeeringOptions {
  /**
   * Name of the peering of the hub's VNet.
   * @default "peer-<hub>-to-<site>"
   */
  readonly name?: string;
  /**
   * Name of the peering of the site's VNet.
   * @default "peer-<site>-to-<hub>"
   */
  readonly siteName?: string;
}

const SCHEMA: PropsSchema<PeeringOptions> = { name: text, siteName: text };

/** What a hub passes to its {@link SitePeering}. */
export interface SitePeeringProps extends PeeringOptions {
  /** The hub's VNet. */
  readonly network: Network;
  /** The site whose Route Server the hub's VNet uses. */
  readonly site: OnPremSiteWithRouteServer;
}

/** Both peerings between a hub and a site. Created by {@link ForcedTunnelingHub.peerWith}. */
export class SitePeering extends Construct {
  /** azurerm's resource of the peering of the hub's VNet: it uses the site's Route Server. */
  public readonly fromHub: VirtualNetworkPeering;
  /** azurerm's resource of the peering of the site's VNet: it lends its Route Server. */
  public readonly fromSite: VirtualNetworkPeering;
  /** Reached when both peerings exist: the hub's VNet has learned the default route. */
  public readonly peered = new Readiness();

  /**
   * Called by a hub.
   * @throws ForcedTunnelingError if hub and site are in different stacks.
   */
  public constructor(scope: Construct, id: string, { network, site, ...given }: SitePeeringProps) {
    super(scope, id);
    inOneStack(scope, site);
    const own = parseProps(this, given, SCHEMA);
    const [hubSuffix, siteSuffix] = [network.suffix, site.network.suffix];
    const names = {
      hub: own.name ?? network.names.of("peering", `${hubSuffix}-to-${siteSuffix}`),
      site: own.siteName ?? site.network.names.of("peering", `${siteSuffix}-to-${hubSuffix}`),
    };
    this.fromSite = new VirtualNetworkPeering(this, "from-site", {
      name: names.site,
      resourceGroupName: site.network.resourceGroupName,
      virtualNetworkName: site.network.reference,
      remoteVirtualNetworkId: network.id,
      allowVirtualNetworkAccess: true,
      allowGatewayTransit: true,
    });
    this.fromHub = new VirtualNetworkPeering(this, "from-hub", {
      name: names.hub,
      resourceGroupName: network.resourceGroupName,
      virtualNetworkName: network.reference,
      remoteVirtualNetworkId: site.network.id,
      allowVirtualNetworkAccess: true,
      // The answers come with addresses of the internet, which are not the site's.
      allowForwardedTraffic: true,
      useRemoteGateways: true,
    });
    // A Route Server is lent only when it exists, and the hub must not follow a default route to an NVA that does not.
    site.routingReady.before(this.fromSite);
    network.settled.before(this.fromSite);
    new Readiness().needs(this.fromSite).before(this.fromHub);
    this.peered.needs(this.fromHub);
    network.connected.needs(this.fromHub);
    const at = { path: this.node.path, prop: "name" };
    declare(this, () => ({
      names: [
        ...named(at, "peering", names.hub, network.node.path),
        ...named({ ...at, prop: "siteName" }, "peering", names.site, site.network.node.path),
      ],
      peerings: [{ path: this.node.path, hub: network.node.path, site: site.network.node.path }],
    }));
  }
}

function inOneStack(hub: Construct, site: Construct): void {
  if (TerraformStack.of(hub) === TerraformStack.of(site)) return;
  throw new ForcedTunnelingError(hub.node.path, {
    text: "the hub is not in the stack of its site",
    at: [hub.node.path, site.node.path],
    want: "one stack for both: each peering depends on the VNet of the other",
    fix: "create the hub in the site's stack",
  });
}
