import type { TerraformProvider } from "cdktf";
import type { PlacementProps } from "./resource-group";
import { anyConstruct, number, object, oneOf, type PropsSchema, tags, text } from "./internal/props-schema";

/** A circuit of a service provider. */
export interface ServiceProviderOptions {
  /** The service provider, as Azure writes it, for example "Equinix": az network express-route list-service-providers. */
  readonly name: string;
  /** Where the circuit meets Microsoft's network: a city such as "Tokyo", not an Azure region. */
  readonly peeringLocation: string;
  /**
   * Bandwidth in Mbit/s: 50, 100, 200, 500, 1000, 2000, 5000 or 10000. It can be increased later; a smaller one replaces
   * the circuit.
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-circuit-peerings
   */
  readonly bandwidthMbps: number;
}

/** A circuit on an ExpressRoute Direct port. */
export interface DirectPortOptions {
  /**
   * Azure id of the port, with the exact letter case of its segments (azurerm):
   * /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRoutePorts/…
   */
  readonly expressRoutePortId: string;
  /**
   * Bandwidth in Gbit/s: 1, 2, 5, 10, 40 or 100.
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-erdirect-about
   */
  readonly bandwidthGbps: number;
}

/**
 * SKU of a circuit.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-faqs
 */
export interface CircuitSkuOptions {
  /**
   * Local reaches the region of the peering location, Standard the geopolitical area, Premium all regions.
   * @default "Standard"
   */
  readonly tier?: string;
  /**
   * MeteredData or UnlimitedData. Metered can become unlimited later, but not the other way round.
   * @default "MeteredData" - "UnlimitedData" for the tier Local, which has no other
   */
  readonly family?: string;
}

/**
 * Private peering of a circuit: the BGP sessions with the customer's edge router.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-routing
 */
export interface PrivatePeeringOptions {
  /** IPv4 prefix of the primary link: a /30 outside every VNet. The edge router has its first address. */
  readonly primaryPrefix: string;
  /** IPv4 prefix of the secondary link: another /30 outside every VNet. */
  readonly secondaryPrefix: string;
  /** VLAN of both links, 1 to 4094. */
  readonly vlanId: number;
  /** AS number of the edge router, public or private, of 2 or 4 bytes; not 65515 to 65520. */
  readonly peerAsn: number;
  /**
   * Key of the sessions' MD5 authentication, 1 to 25 characters: a reference, not a literal.
   * @default - none
   */
  readonly sharedKey?: string;
}

/** Props of {@link ExpressRouteCircuit.create}. */
export interface NewCircuitProps extends PlacementProps {
  /**
   * Name of the circuit. A literal: Terraform looks the circuit up by it.
   * @default "erc-<id>"
   */
  readonly name?: string;
  /**
   * Service provider of the circuit.
   * @default - none: the circuit is on an ExpressRoute Direct port
   */
  readonly provider?: ServiceProviderOptions;
  /**
   * ExpressRoute Direct port of the circuit.
   * @default - none: the circuit is a service provider's
   */
  readonly directPort?: DirectPortOptions;
  /**
   * SKU of the circuit.
   * @default - Standard, MeteredData
   */
  readonly sku?: CircuitSkuOptions;
  /**
   * Private peering. Leave it out if the service provider configures it, as providers of layer 3 do.
   * @default - none: the service provider configures it
   */
  readonly privatePeering?: PrivatePeeringOptions;
  /**
   * "create" makes an authorization for each connection. Needed if a gateway is in another subscription.
   * @default "none" - circuit and gateways are in the same subscription
   */
  readonly authorizations?: "create" | "none";
  /**
   * Provider of the circuit's subscription.
   * @default - the provider of the stack
   */
  readonly azurermProvider?: TerraformProvider;
}

/** Schema of {@link NewCircuitProps.authorizations}. */
export const AUTHORIZATIONS = oneOf("create", "none");

/** Schema of {@link NewCircuitProps}. */
export const NEW_CIRCUIT_SCHEMA: PropsSchema<NewCircuitProps> = {
  resourceGroup: anyConstruct,
  location: text,
  tags,
  name: text,
  provider: object<ServiceProviderOptions>({ name: text, peeringLocation: text, bandwidthMbps: number }),
  directPort: object<DirectPortOptions>({ expressRoutePortId: text, bandwidthGbps: number }),
  sku: object<CircuitSkuOptions>({ tier: text, family: text }),
  privatePeering: object<PrivatePeeringOptions>({
    primaryPrefix: text,
    secondaryPrefix: text,
    vlanId: number,
    peerAsn: number,
    sharedKey: text,
  }),
  authorizations: AUTHORIZATIONS,
  azurermProvider: anyConstruct,
};
