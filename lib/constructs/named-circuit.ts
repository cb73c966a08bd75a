import { DataAzurermExpressRouteCircuit } from "@cdktf/provider-azurerm/lib/data-azurerm-express-route-circuit";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { authorize, circuitProvider } from "./internal/circuit-authorization";
import { type CircuitAddress, found } from "./internal/circuit-address";
import type { CircuitSource, ConnectionRequest, Link } from "./internal/circuit-source";
import { declare } from "./internal/declaration-registry";
import { anyConstruct, flag, type PropsSchema, parseProps, text } from "./internal/props-schema";
import { AUTHORIZATIONS } from "./new-circuit-props";

/** Props of {@link ExpressRouteCircuit.fromName}. */
export interface NamedCircuitProps {
  /** Name of the circuit. */
  readonly name: string;
  /** Name of its resource group. */
  readonly resourceGroupName: string;
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
  /**
   * Consent of the circuit's owner: every VNet and every site on the circuit learns the NVA's 0.0.0.0/0 and may send
   * its internet traffic there. Required when a site with a Route Server is connected. Changes nothing that is
   * deployed.
   * @default false - connecting such a site is an error
   */
  readonly acceptsDefaultRoute?: boolean;
}

const SCHEMA: PropsSchema<NamedCircuitProps> = {
  name: text,
  resourceGroupName: text,
  authorizations: AUTHORIZATIONS,
  azurermProvider: anyConstruct,
  acceptsDefaultRoute: flag,
};

/** A circuit that exists, found by its name. */
export class NamedCircuit implements CircuitSource {
  public readonly circuitId: string;
  private readonly name: string;
  private readonly resourceGroupName: string;
  private readonly provider: TerraformProvider | undefined;
  private readonly makesAuthorizations: boolean;

  public constructor(
    private readonly scope: Construct,
    props: NamedCircuitProps,
  ) {
    const own = parseProps(scope, props, SCHEMA);
    this.name = own.name ?? "";
    this.resourceGroupName = own.resourceGroupName ?? "";
    this.provider = circuitProvider(scope, "azurermProvider", own.azurermProvider);
    this.makesAuthorizations = own.authorizations === "create";
    this.circuitId = this.lookUp(scope).id;
    const { path } = scope.node;
    declare(scope, () => ({
      circuits: [
        {
          path,
          circuitId: undefined,
          found: found({ ...this.address, name: own.name, resourceGroupName: own.resourceGroupName }),
          authorizationKeys: undefined,
          acceptsDefaultRoute: own.acceptsDefaultRoute ?? false,
          created: undefined,
        },
      ],
    }));
  }

  public link({ scope, name, authorizationKey }: ConnectionRequest): Link {
    const isHere = TerraformStack.of(scope) === TerraformStack.of(this.scope);
    if (!isHere) circuitProvider(scope, "circuit", this.provider);
    return {
      // A reference to another stack would be read from its state: there, the circuit is looked up again.
      circuitId: isHere ? this.circuitId : this.lookUp(scope).id,
      authorizationKey: authorizationKey ?? (this.makesAuthorizations ? this.authorize(scope, name) : undefined),
    };
  }

  private authorize(scope: Construct, connection: string): string {
    return authorize(scope, { connection, circuit: this.scope.node.path, address: this.address });
  }

  private get address(): CircuitAddress {
    return { name: this.name, resourceGroupName: this.resourceGroupName, provider: this.provider };
  }

  private lookUp(scope: Construct): DataAzurermExpressRouteCircuit {
    return new DataAzurermExpressRouteCircuit(scope, "circuit", this.address);
  }
}
