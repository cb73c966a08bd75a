import { DataAzurermExpressRouteCircuit } from "@cdktf/provider-azurerm/lib/data-azurerm-express-route-circuit";
import { DataAzurermResources } from "@cdktf/provider-azurerm/lib/data-azurerm-resources";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { CircuitAddress } from "./circuit-address";
import { Expression, hcl } from "./hcl";

/** Type of a circuit in Azure. */
const CIRCUITS = "Microsoft.Network/expressRouteCircuits";

/**
 * What Terraform finds of a circuit when it plans: whether it exists, and whether its service provider has provisioned
 * it. Both are known in the first plan, because the look-ups are by literal names; a reference to the circuit would
 * defer them to apply, and `count` cannot wait that long.
 */
export class CircuitGate extends Construct {
  private readonly state: DataAzurermExpressRouteCircuit;

  public constructor(scope: Construct, id: string, { name, resourceGroupName, provider }: CircuitAddress) {
    super(scope, id);
    // Without a resource group in the query: the provider answers 404 as long as the group does not exist.
    const found = new DataAzurermResources(this, "found", { type: CIRCUITS, name, provider });
    this.state = new DataAzurermExpressRouteCircuit(this, "state", {
      count: Token.asNumber(inGroup(found, resourceGroupName)),
      name,
      resourceGroupName,
      provider,
    });
  }

  /** True as soon as the service provider has provisioned the circuit. */
  public get provisioned(): Expression {
    return hcl`try(${this.attribute("service_provider_provisioning_state")}, null) == "Provisioned"`;
  }

  /** True if the circuit has a private peering. */
  public get peered(): Expression {
    return hcl`length([for p in flatten(${this.state.fqn}[*].peerings) : p if p.peering_type == "AzurePrivatePeering"]) > 0`;
  }

  /** An attribute of the circuit that was found; null if there is none. */
  public attribute(name: "id" | "service_key" | "service_provider_provisioning_state"): Expression {
    return hcl`one(${this.state.fqn}[*]${new Expression([`.${name}`], [])})`;
  }
}

/** True if a connection of that name exists: it stays when the circuit's state goes back. */
export function connectionExists(scope: Construct, name: string, resourceGroupName: string): Expression {
  const found = new DataAzurermResources(scope, "found", { type: "Microsoft.Network/connections", name });
  return hcl`${inGroup(found, resourceGroupName)} > 0`;
}

/** 1 if the condition holds, else 0. */
export const onlyIf = (condition: Expression): number => Token.asNumber(hcl`${condition} ? 1 : 0`);

const inGroup = (found: DataAzurermResources, resourceGroupName: string): Expression =>
  hcl`length([for r in ${found.fqn}.resources : r if lower(r.resource_group_name) == ${resourceGroupName.toLowerCase()}])`;
