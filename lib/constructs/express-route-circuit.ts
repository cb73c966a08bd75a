import type { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { Construct } from "constructs";
import { declare } from "./internal/declaration-registry";
import { flag, type PropsSchema, parseProps, text, texts } from "./internal/props-schema";
import { hcl } from "./internal/hcl";
import { isToken, known } from "./internal/tokens";

/** Props of {@link ExpressRouteCircuit.fromExisting}. */
export interface ExistingCircuitProps {
  /**
   * Azure id of the circuit, with the exact letter case of its segments (azurerm):
   * /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/…
   */
  readonly circuitId: string;
  /**
   * Authorization keys, one for each connection in the order of `connectTo`. Needed if circuit and gateway are in
   * different subscriptions. Use references, for example to a sensitive variable: literals are reported at synthesis,
   * because they would be in the JSON.
   * @default - none: circuit and gateways are in the same subscription
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-linkvnet-portal-resource-manager
   */
  readonly authorizationKeys?: readonly string[];
  /**
   * Consent of the circuit's owner: every VNet and every site on the circuit learns the NVA's 0.0.0.0/0 and may send
   * its internet traffic there. Required when a site with a Route Server is connected. Changes nothing that is
   * deployed.
   * @default false - connecting such a site is an error
   */
  readonly acceptsDefaultRoute?: boolean;
}

const SCHEMA: PropsSchema<ExistingCircuitProps> = {
  circuitId: text,
  authorizationKeys: texts,
  acceptsDefaultRoute: flag,
};

/** An existing ExpressRoute circuit that hubs and sites are connected to. Creates no resource. */
export class ExpressRouteCircuit extends Construct {
  /**
   * Refers to a circuit that exists, with private peering, and that its service provider has provisioned. The circuit
   * is not changed or destroyed. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props id, keys and consent.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingCircuitProps): ExpressRouteCircuit {
    return new ExpressRouteCircuit(scope, id, props);
  }

  /** Azure id of the circuit, as given. */
  public readonly circuitId: string;
  /** azurerm's resources of the connections to the circuit, in the order of `connectTo`. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];
  private readonly keys: readonly string[];
  private keysUsed = 0;

  /** Called by {@link ExpressRouteCircuit.fromExisting}. */
  private constructor(scope: Construct, id: string, props: ExistingCircuitProps) {
    super(scope, id);
    const { circuitId, authorizationKeys, acceptsDefaultRoute } = parseProps(this, props, SCHEMA);
    this.circuitId = circuitId ?? "";
    this.keys = authorizationKeys ?? [];
    declare(this, () => ({
      circuits: [
        {
          path: this.node.path,
          circuitId: known(this.circuitId),
          authorizationKeys: isToken(this.keys) || this.keys.length === 0 ? undefined : this.keys.length,
          acceptsDefaultRoute: acceptsDefaultRoute ?? false,
        },
      ],
      secrets: isToken(this.keys)
        ? []
        : this.keys.map((key, i) => ({
            at: { path: this.node.path, prop: `authorizationKeys.${i}` },
            literal: !isToken(key),
          })),
    }));
  }

  /**
   * The key for the next connection that has no key of its own; undefined if no key is left.
   * @internal
   */
  public nextAuthorizationKey(): string | undefined {
    const n = this.keysUsed++;
    return isToken(this.keys) ? hcl`${this.keys}[${n}]`.toString() : this.keys[n];
  }
}
