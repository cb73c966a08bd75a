import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT071. Azure rejects the machine long after its network exists. */
export const premiumDiskUnsupported: ConstructRule = {
  id: "FT071",
  name: "premium-disk-unsupported",
  severity: "error",
  summary: "The size of a machine does not support premium disks.",
  why: "Only sizes with an s in their name support premium disks. Azure rejects the machine after its network exists.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.machines.flatMap(({ path, size, osDiskType }) => {
      if (size === undefined || !osDiskType?.startsWith("Premium_") || takesPremium(size)) return [];
      const at = { path, prop: "osDisk.storageAccountType" };
      return [
        {
          at,
          also: { path, prop: "size" },
          text: `${size} does not support ${osDiskType}`,
          got: `${osDiskType} on ${size}`,
          want: "premium disks only on sizes with an s, such as Standard_B2ms (Azure)",
          fix: edit(at, osDiskType.replace("Premium_", "StandardSSD_")),
        },
      ];
    }),
};

/** The letters of family and features: "D", "s" in Standard_D2s_v5. Sizes of another form are left to Azure. */
function takesPremium(size: string): boolean {
  const [, letters, features] = /^Standard_([A-Z]+)\d+(?:-\d+)?([a-z]*)(?:_|$)/.exec(size) ?? [];
  return letters === undefined || letters.includes("S") || String(features).includes("s");
}
