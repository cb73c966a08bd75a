import { ExpressRouteCircuitAuthorization } from "@cdktf/provider-azurerm/lib/express-route-circuit-authorization";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { Readiness } from "../readiness";
import type { CircuitAddress } from "./circuit-address";
import { declare, named } from "./declaration-registry";
import { hcl } from "./hcl";
import { required } from "./props-schema";

/** What an authorization is for. */
export interface AuthorizationRequest {
  /** Name of the connection that uses it. */
  readonly connection: string;
  /** Path of the circuit's construct. */
  readonly circuit: string;
  readonly address: CircuitAddress;
  /** That of the connection. */
  readonly count?: number;
  readonly after?: Readiness;
}

/** Creates an authorization for one connection. @returns a reference to its key */
export function authorize(scope: Construct, request: AuthorizationRequest): string {
  const { connection, circuit, address, count, after } = request;
  const name = `auth-${connection}`;
  const authorization = new ExpressRouteCircuitAuthorization(scope, "authorization", {
    count,
    provider: address.provider,
    name,
    expressRouteCircuitName: address.name,
    resourceGroupName: address.resourceGroupName,
  });
  after?.before(authorization);
  declare(authorization, () => ({
    names: named({ path: scope.node.path, prop: "name" }, "authorization", name, circuit),
  }));
  const { fqn, authorizationKey } = authorization;
  return count === undefined ? authorizationKey : hcl`one(${fqn}[*].authorization_key)`.toString();
}

/**
 * The provider of a circuit's subscription.
 * @throws ForcedTunnelingError if it is not a provider, or not one of the stack in which it is used.
 */
export function circuitProvider(
  scope: IConstruct,
  prop: string,
  provider: TerraformProvider | undefined,
): TerraformProvider | undefined {
  if (provider === undefined) return undefined;
  const isOfStack = (one: TerraformProvider): boolean =>
    one instanceof TerraformProvider && TerraformStack.of(one) === TerraformStack.of(scope);
  return required(scope, prop, provider, isOfStack, "an AzurermProvider of the same stack");
}
