import type { Construct } from "constructs";
import type { CircuitSource, ConnectionRequest, Link } from "./internal/circuit-source";
import { declare } from "./internal/declaration-registry";
import { hcl } from "./internal/hcl";
import { flag, type PropsSchema, parseProps, text, texts } from "./internal/props-schema";
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

/** A circuit that exists, known by its id. */
export class ExistingCircuit implements CircuitSource {
  public readonly circuitId: string;
  private readonly keys: readonly string[];
  private keysUsed = 0;

  public constructor(scope: Construct, props: ExistingCircuitProps) {
    const { circuitId, authorizationKeys, acceptsDefaultRoute } = parseProps(scope, props, SCHEMA);
    this.circuitId = circuitId ?? "";
    this.keys = authorizationKeys ?? [];
    const { path } = scope.node;
    declare(scope, () => ({
      circuits: [
        {
          path,
          circuitId: known(this.circuitId),
          found: undefined,
          authorizationKeys: isToken(this.keys) || this.keys.length === 0 ? undefined : this.keys.length,
          acceptsDefaultRoute: acceptsDefaultRoute ?? false,
          created: undefined,
        },
      ],
      secrets: isToken(this.keys)
        ? []
        : this.keys.map((key, i) => ({ at: { path, prop: `authorizationKeys.${i}` }, literal: !isToken(key) })),
    }));
  }

  public link({ authorizationKey }: ConnectionRequest): Link {
    return { circuitId: this.circuitId, authorizationKey: authorizationKey ?? this.nextKey() };
  }

  /** The key for the next connection that has no key of its own; undefined if no key is left. */
  private nextKey(): string | undefined {
    const n = this.keysUsed++;
    return isToken(this.keys) ? hcl`${this.keys}[${n}]`.toString() : this.keys[n];
  }
}
