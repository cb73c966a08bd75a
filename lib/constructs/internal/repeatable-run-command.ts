import {
  VirtualMachineRunCommand,
  type VirtualMachineRunCommandConfig,
} from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, hcl } from "./hcl";

/** What a run command runs, and when it runs again. */
interface RepeatableRunCommandOptions extends Omit<VirtualMachineRunCommandConfig, "name" | "lifecycle"> {
  /** Begins the name, which has at most 80 of `[a-zA-Z0-9._-]` (azurerm). */
  readonly label: string;
  /** Another value runs the command again. Part of the name. */
  readonly key: Expression;
}

/**
 * A run command that runs again when its key changes, and after a failure, each time under a name that the machine has
 * not seen: on Linux, Azure's agent may not run a command again under a known name. azurerm must not change the command
 * in place either, because it does not run it again if that fails.
 *
 * The name has the time of the plan in it. Terraform ignores the name of a command that exists, so nothing changes until
 * the command is replaced: by its {@link Trigger}, because it is tainted, or by hand.
 * @see https://github.com/MicrosoftDocs/azure-compute-docs/issues/178
 */
export function repeatableRunCommand(
  scope: Construct,
  id: string,
  { label, key, ...config }: RepeatableRunCommandOptions,
): VirtualMachineRunCommand {
  const trigger = new Trigger(scope, `${id}Trigger`, key);
  const command = new VirtualMachineRunCommand(scope, id, {
    ...config,
    name: hcl`format("%s-%s-%s", ${label}, ${trigger.key}, formatdate("YYYYMMDDhhmmss", plantimestamp()))`.toString(),
  });
  const address = `${command.terraformResourceType}.${command.friendlyUniqueId}${config.count === undefined ? "" : "[0]"}`;
  command.lifecycle = {
    ignoreChanges: ["name"],
    replaceTriggeredBy: [trigger.address],
    postcondition: [
      {
        condition: hcl`strcontains(self.name, ${trigger.key})`.toString(),
        errorMessage: `The trigger of this run command was applied without it. Run: terraform apply '-replace=${address}'`,
      },
    ],
  };
  return command;
}

/**
 * A resource of Terraform itself, replaced when the key changes. Terraform deletes the run command that depends on it
 * before it deletes this: an apply that is stopped in between does not leave an old command with a new key.
 *
 * cdktf's own class runs `terraform version` at each synthesis.
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
class Trigger extends TerraformResource {
  public constructor(
    scope: Construct,
    id: string,
    private readonly trigger: Expression,
  ) {
    super(scope, id, { terraformResourceType: "terraform_data" });
  }

  public get address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  public get key(): string {
    return this.getStringAttribute("triggers_replace");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.trigger };
  }
}
