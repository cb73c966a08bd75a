import { TerraformStack, TerraformVariable, type TerraformVariableConfig } from "cdktf";
import { Construct } from "constructs";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { addressOf, declare } from "./internal/declaration-registry";

/** Variables of one circuit. */
export interface CircuitVariables {
  /** Azure id of the circuit: a reference to a variable. */
  readonly circuitId: string;
  /** Authorization keys, one for each connection: references to sensitive variables. */
  readonly authorizationKeys: readonly string[];
}

/** Circuits whose ids and keys are asked for. */
export interface SeveralCircuits {
  /**
   * Number of connections of each circuit, by a name that becomes part of the variables' names: with
   * `{ east: 3 }`, `circuit_id_east` and `authorization_key_east_1` to `authorization_key_east_3`.
   */
  readonly circuits: Readonly<Record<string, number>>;
}

/**
 * Terraform variables for values that only the person who deploys knows. Synthesis does not need them; Terraform asks
 * for them and rejects what Azure would reject. Create one per stack: the names do not depend on the construct's id.
 */
export class DeploymentVariables extends Construct {
  /** Public SSH key for Linux machines: a reference to variable `ssh_public_key`. */
  public readonly sshPublicKey: string;
  /** Sources that may log in to the jump server: a reference to variable `operator_sources`, a list of prefixes. */
  public readonly operatorSources: readonly string[];
  private readonly circuits = new Map<string, CircuitVariables>();

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param connections number of connections to the circuit: each needs an authorization key. Or several circuits, by
   * name.
   */
  public constructor(scope: Construct, id: string, connections: number | SeveralCircuits) {
    super(scope, id);
    if (typeof connections === "number") this.circuits.set("", this.circuitVariables("", connections));
    else
      for (const [name, count] of Object.entries(connections.circuits))
        this.circuits.set(name, this.circuitVariables(`_${name}`, count));
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

  /**
   * Azure id of the only circuit: a reference to variable `circuit_id`.
   * @throws ForcedTunnelingError if several circuits were named: see {@link circuit}.
   */
  public get circuitId(): string {
    return this.circuit("").circuitId;
  }

  /**
   * Authorization keys of the only circuit: references to the sensitive variables `authorization_key_1` and so on.
   * @throws ForcedTunnelingError if several circuits were named: see {@link circuit}.
   */
  public get authorizationKeys(): readonly string[] {
    return this.circuit("").authorizationKeys;
  }

  /**
   * The variables of one of several circuits.
   * @throws ForcedTunnelingError if no circuit has that name.
   */
  public circuit(name: string): CircuitVariables {
    const found = this.circuits.get(name);
    if (found) return found;
    const names = [...this.circuits.keys()].filter((one) => one !== "");
    throw new ForcedTunnelingError(this.node.path, {
      text: name === "" ? "there are several circuits" : `there are no variables of a circuit ${JSON.stringify(name)}`,
      got: name === "" ? names.join(", ") : JSON.stringify(name),
      want: names.length === 0 ? "circuitId and authorizationKeys" : `one of ${names.join(", ")}`,
      fix: names.length === 0 ? "read circuitId" : `circuit(${JSON.stringify(names[0])})`,
    });
  }

  private circuitVariables(suffix: string, connections: number): CircuitVariables {
    const name = `circuit_id${suffix}`;
    const of = suffix === "" ? "the circuit" : `circuit ${suffix.slice(1)}`;
    const circuitId = this.variable(name, {
      type: "string",
      description: `Azure id of ${suffix === "" ? "the ExpressRoute circuit" : `the ExpressRoute ${of}`}, which its provider has provisioned: az network express-route show --query id`,
      validation: [
        {
          condition: `\${can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/expressRouteCircuits/[^/]+$", var.${name}))}`,
          errorMessage: `${name} must be /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/expressRouteCircuits/<name>, letter case exact.`,
        },
      ],
    });
    const authorizationKeys = Array.from({ length: connections }, (_, i) => {
      const key = `authorization_key${suffix}_${i + 1}`;
      return this.variable(key, {
        type: "string",
        sensitive: true,
        description: `Authorization key ${i + 1} of ${of}, unused: az network express-route auth create --query authorizationKey`,
        validation: [
          {
            condition: `\${can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.${key}))}`,
            errorMessage: `${key} must be a GUID, as Azure gives it out.`,
          },
        ],
      }).stringValue;
    });
    return { circuitId: circuitId.stringValue, authorizationKeys };
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
