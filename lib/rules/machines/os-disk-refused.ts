import type { MachineDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

const TYPES = ["Standard_LRS", "StandardSSD_LRS", "Premium_LRS", "StandardSSD_ZRS", "Premium_ZRS"];
const MAX_GIB = 4095;

/** FT059. */
export const osDiskRefused: ConstructRule = {
  id: "FT059",
  name: "os-disk-refused",
  severity: "error",
  summary: "The type or size of an OS disk is not accepted.",
  why: "An OS disk has one of five types and at most 4095 GiB.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/compute/virtual_machine.go",
  ],
  otherwise: "terraform validate",
  check: (app) => app.machines.flatMap((machine) => [...type(machine), ...size(machine)]),
};

function type({ path, osDiskType }: MachineDeclaration): ConstructReported[] {
  if (osDiskType === undefined || TYPES.includes(osDiskType)) return [];
  const at = { path, prop: "osDisk.storageAccountType" };
  const meant = TYPES.find((known) => known.toLowerCase() === osDiskType.toLowerCase()) ?? "StandardSSD_LRS";
  const text = `an OS disk cannot have the type ${JSON.stringify(osDiskType)}`;
  return [{ at, text, got: JSON.stringify(osDiskType), want: `${TYPES.join(", ")} (azurerm)`, fix: edit(at, meant) }];
}

function size({ path, osDiskSizeGb: gigabytes }: MachineDeclaration): ConstructReported[] {
  if (gigabytes === undefined || (Number.isInteger(gigabytes) && gigabytes >= 0 && gigabytes <= MAX_GIB)) return [];
  const at = { path, prop: "osDisk.sizeGb" };
  return [
    {
      at,
      text: `an OS disk cannot have ${gigabytes} GiB`,
      got: String(gigabytes),
      want: `a whole number from 0 to ${MAX_GIB} (azurerm)`,
      fix: edit(at, gigabytes > MAX_GIB ? MAX_GIB : 128),
    },
  ];
}
