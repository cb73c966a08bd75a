import { blocks, text } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import type { Kind, KindContext } from "./kind";
import { put } from "./resource-index";
import { scaleSetsOf } from "./scale-set";

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
  machines: Pick<Kind, "list" | "label" | "types">,
): ReadonlyMap<string, readonly MachineScript[]> {
  const found = new Map<string, MachineScript[]>();
  const all = [
    ...["azurerm_virtual_machine_extension", "azurerm_virtual_machine_scale_set_extension"]
      .flatMap((type) => resources.of(type))
      .filter(runsScript),
    ...GUEST_CONFIGURATIONS.flatMap((type) => resources.of(type)),
  ];
  for (const one of all) {
    const ids = ["virtual_machine_id", "virtual_machine_scale_set_id"].map((attribute) => one.configured(attribute));
    const [machine] = ids.flatMap((id) => resources.resolve(id, ...machines.types) ?? []);
    const script = scriptOf(one);
    if (machine) put(found, machine.id, { id: one.id, ...(script !== undefined && { text: script }) });
    else for (const id of ids) resources.missing(machines, id, one);
  }
  for (const set of scaleSetsOf(resources))
    if (blocks(set, "extension").some(runsScript)) put(found, set.id, { id: `${set.id}.extension` });
  return found;
}

const runsScript = (extension: Attributes): boolean => /script|runcommand|dsc/i.test(text(extension, "type") ?? "");

/** The commands of a run command or of a custom script extension; files that it downloads are not read. */
function scriptOf(resource: Resource): string | undefined {
  const [source] = blocks(resource, "source");
  if (source) return text(source, "script");
  const settings = settingsIn(text(resource, "protected_settings")) ?? settingsIn(text(resource, "settings"));
  if (!settings || "fileUris" in settings) return undefined;
  const { commandToExecute, script } = settings;
  if (typeof commandToExecute === "string") return commandToExecute;
  return typeof script === "string" ? decoded(script) : undefined;
}

/** Without Buffer, which browsers do not have. */
function decoded(base64: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function settingsIn(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
