import { TerraformStack, TerraformVariable, type TerraformVariableConfig } from "cdktf";
import { Construct } from "constructs";
import { addressOf, declare } from "./internal/declaration-registry";

/**
 * Terraform variables for values that only the person who deploys knows. Synthesis does not need them; Terraform asks
 * for them and rejects what Azure would reject. Create one per stack: the names do not depend on the construct's id.
 */
export class DeploymentVariables extends Construct {
  /** Azure id of the circuit: a reference to variable `circuit_id`. */
  public readonly circuitId: string;
  /** Authorization keys: references to the sensitive variables `authorization_key_1` and so on. */
  public readonly authorizationKeys: readonly string[];
  /** Public SSH key for Linux machines: a reference to variable `ssh_public_key`. */
  public readonly sshPublicKey: string;
  /** Sources that may log in to the jump server: a reference to variable `operator_sources`, a list of prefixes. */
  public readonly operatorSources: readonly string[];

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param connections number of connections to the circuit: each needs an authorization key.
   */
  public constructor(scope: Construct, id: string, connections: number) {
    super(scope, id);
    const circuitId = this.variable("circuit_id", {
      type: "string",
      description:
        "Azure id of the ExpressRoute circuit, which its provider has provisioned: az network express-route show --query id",
      validation: [
        {
          condition: `\${can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/expressRouteCircuits/[^/]+$", var.circuit_id))}`,
          errorMessage:
            "circuit_id must be /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/…, letter case exact.",
        },
      ],
    });
    this.circuitId = circuitId.stringValue;
    this.authorizationKeys = Array.from({ length: connections }, (_, i) => {
      const name = `authorization_key_${i + 1}`;
      return this.variable(name, {
        type: "string",
        sensitive: true,
        description: `Authorization key ${i + 1} of the circuit, unused: az network express-route auth create --query authorizationKey`,
        validation: [
          {
            condition: `\${can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.${name}))}`,
            errorMessage: `${name} must be a GUID, as Azure gives it out.`,
          },
        ],
      }).stringValue;
    });
    this.sshPublicKey = this.variable("ssh_public_key", {
      type: "string",
      description:
        "Public SSH key for the NVA: ssh-ed25519, or ssh-rsa of at least 2048 bits. The private key stays with you.",
      validation: [
        {
          condition: `\${can(regex("^(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/]+=*", var.ssh_public_key))}`,
          errorMessage: "ssh_public_key must begin with ssh-ed25519 or ssh-rsa; Azure takes no other kind.",
        },
      ],
    }).stringValue;
    this.operatorSources = this.variable("operator_sources", {
      type: "list(string)",
      description: 'From where you reach the jump server, as the internet sees you: ["203.0.113.7/32"]',
      validation: [
        {
          condition:
            '${length(var.operator_sources) > 0 && alltrue([for s in var.operator_sources : can(regex("^[0-9.]+(/[0-9]+)?$", s)) && try(cidrhost(length(split("/", s)) == 2 ? s : "${s}/32", 0) == split("/", s)[0], false)])}',
          errorMessage:
            'operator_sources must be a list of IPv4 addresses and prefixes without host bits: ["203.0.113.7", "198.51.100.0/24"].',
        },
        {
          condition: '${alltrue([for s in var.operator_sources : try(tonumber(split("/", s)[1]), 32) >= 8])}',
          errorMessage:
            "operator_sources must not open the jump server to the internet: name prefixes of /8 or longer.",
        },
      ],
    }).listValue;
  }

  private variable(name: string, config: TerraformVariableConfig): TerraformVariable {
    const variable = new TerraformVariable(this, name, { nullable: false, ...config });
    // Under its own name, so that TF_VAR_circuit_id and a tfvars file work.
    variable.overrideLogicalId(name);
    declare(variable, () => ({
      logicalIds: [
        { path: variable.node.path, stack: TerraformStack.of(variable).node.path, address: addressOf(variable) },
      ],
    }));
    return variable;
  }
}
