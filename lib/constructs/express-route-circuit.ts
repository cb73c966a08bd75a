import type { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { Construct } from "constructs";
import { declare } from "./internal/declaration-registry";
import { flag, type PropsSchema, parseProps, text, texts } from "./internal/props-schema";
import { hcl } from "./internal/hcl";
import { isToken, known } from "./internal/tokens";

/** Props of {@link ExpressRouteCircuit.fromExisting}. */
export interface ExistingCircuitProps {
  /**
   * The circuit's Azure id, letter case of its segments exact:
   * /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/…
   */
  readonly circuitId: string;
  /**
   * One key for each connection, in the order in which they are made; needed where circuit and gateway are in different
   * subscriptions. References only (a Terraform variable, a data source): a literal would end in the JSON.
   * @default - none: circuit and gateways are in one subscription
   */
  readonly authorizationKeys?: readonly string[];
  /**
   * The opt-in to the blast radius: every VNet and every site linked to this circuit will learn the NVA's 0.0.0.0/0,
   * and send its internet traffic there. Needed as soon as a site with a Route Server connects.
   * @default false - connecting such a site is an error
   */
  readonly acceptsDefaultRoute?: boolean;
}

const SCHEMA: PropsSchema<ExistingCircuitProps> = {
  circuitId: text,
  authorizationKeys: texts,
  acceptsDefaultRoute: flag,
};

/** An ExpressRoute circuit that hubs and sites connect to. */
export class ExpressRouteCircuit extends Construct {
  /**
   * A circuit that stands already and that its service provider has provisioned. Nothing of it is changed or destroyed.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingCircuitProps): ExpressRouteCircuit {
    return new ExpressRouteCircuit(scope, id, props);
  }

  /** The circuit's Azure id. */
  public readonly circuitId: string;
  /** The connections made to it, in order. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];
  private readonly keys: readonly string[];
  private keysUsed = 0;

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

  /** @internal The key for the next connection that has none of its own, undefined where none is left. */
  public nextAuthorizationKey(): string | undefined {
    const n = this.keysUsed++;
    return isToken(this.keys) ? hcl`${this.keys}[${n}]`.toString() : this.keys[n];
  }
}
