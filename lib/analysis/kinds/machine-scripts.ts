import { blocks, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { KindContext } from "./kind";
import { put } from "./resource-index";

/** What runs programs in a machine, or configures it, beside its user data. */
export const GUEST_CONFIGURATIONS = [
  "azurerm_policy_virtual_machine_configuration_assignment",
  "azurerm_virtual_machine_automanage_configuration_assignment",
  "azurerm_virtual_machine_gallery_application_assignment",
  "azurerm_virtual_machine_run_command",
] as const;

/** A script that something else than user data runs in a machine. */
export interface MachineScript {
  /** Terraform address of what runs it. */
  readonly id: string;
  /** The commands, where the files have them. */
  readonly text?: string;
}

/** Extensions, run commands and the like that do something to a machine which its user data does not say, by the machine. */
export function scriptsByMachine(
  resources: KindContext,
  machineTypes: readonly string[],
): ReadonlyMap<string, readonly MachineScript[]> {
  const found = new Map<string, MachineScript[]>();
  const all = [
    ...resources
      .of("azurerm_virtual_machine_extension")
      .filter((one) => /script|runcommand|dsc/i.test(text(one, "type") ?? "")),
    ...GUEST_CONFIGURATIONS.flatMap((type) => resources.of(type)),
  ];
  for (const one of all) {
    const machine = resources.resolve(one.configured("virtual_machine_id"), ...machineTypes);
    const script = scriptOf(one);
    if (machine) put(found, machine.id, { id: one.id, ...(script !== undefined && { text: script }) });
  }
  return found;
}

/** The commands of a run command or of a custom script extension; files that it downloads are not read. */
function scriptOf(resource: Resource): string | undefined {
  const [source] = blocks(resource, "source");
  if (source) return text(source, "script");
  const settings = settingsIn(text(resource, "protected_settings")) ?? settingsIn(text(resource, "settings"));
  if (!settings || "fileUris" in settings) return undefined;
  const { commandToExecute, script } = settings;
  if (typeof commandToExecute === "string") return commandToExecute;
  return typeof script === "string" ? Buffer.from(script, "base64").toString("utf8") : undefined;
}

function settingsIn(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
