import type { MachineDeclaration } from "../declaration";
import { edit } from "../edit";
import type { Finding, Rule } from "../rule";

const TYPES = ["Standard_LRS", "StandardSSD_LRS", "Premium_LRS", "StandardSSD_ZRS", "Premium_ZRS"];
const LARGEST_GB = 4095;

/** FT059. */
export const osDiskRefused: Rule = {
  id: "FT059",
  name: "os-disk-refused",
  severity: "error",
  reason: "A disk to start from is of one of five types and has at most 4095 GiB.",
  source:
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/compute/virtual_machine.go",
  otherwise: "terraform validate refuses",
  check: (app) => app.machines.flatMap((machine) => [...type(machine), ...size(machine)]),
};

function type({ path, osDiskType }: MachineDeclaration): Finding[] {
  if (osDiskType === undefined || TYPES.includes(osDiskType)) return [];
  const at = { path, prop: "osDisk.storageAccountType" };
  const meant = TYPES.find((known) => known.toLowerCase() === osDiskType.toLowerCase()) ?? "StandardSSD_LRS";
  const sentence = `no machine starts from a disk of type ${JSON.stringify(osDiskType)}`;
  return [
    { at, sentence, got: JSON.stringify(osDiskType), want: `${TYPES.join(", ")} (azurerm)`, fix: edit(at, meant) },
  ];
}

function size({ path, osDiskSizeGb: gigabytes }: MachineDeclaration): Finding[] {
  if (gigabytes === undefined || (Number.isInteger(gigabytes) && gigabytes >= 0 && gigabytes <= LARGEST_GB)) return [];
  const at = { path, prop: "osDisk.sizeGb" };
  return [
    {
      at,
      sentence: `no disk has ${gigabytes} GiB`,
      got: String(gigabytes),
      want: `a whole number from 0 to ${LARGEST_GB} (azurerm)`,
      fix: edit(at, gigabytes > LARGEST_GB ? LARGEST_GB : 128),
    },
  ];
}
