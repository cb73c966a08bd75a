import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** The list of the check in the provider. */
const HOTPATCHED = new Set([
  "2022-datacenter-azure-edition-core",
  "2022-datacenter-azure-edition-core-smalldisk",
  "2022-datacenter-azure-edition-hotpatch",
  "2022-datacenter-azure-edition-hotpatch-smalldisk",
  "2025-datacenter-azure-edition",
  "2025-datacenter-azure-edition-smalldisk",
  "2025-datacenter-azure-edition-core",
  "2025-datacenter-azure-edition-core-smalldisk",
]);

/** FT042. The library does not set the patch mode, and these images need another one than the default. */
export const imageNeedsAutomaticByPlatform: ConstructRule = {
  id: "FT042",
  name: "image-needs-automatic-by-platform",
  severity: "error",
  summary: "The image of a machine needs a patch mode that the library does not set.",
  why: "Images with hotpatching need patch_mode AutomaticByPlatform.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/compute/windows_virtual_machine_resource.go",
  ],
  otherwise: "the provider, at apply",
  check: (app) =>
    app.machines.flatMap(({ path, operatingSystem, image }) => {
      const { offer, sku } = image ?? {};
      if (operatingSystem !== "windows" || offer === undefined || offer.toLowerCase() !== "windowsserver") return [];
      if (sku === undefined || !HOTPATCHED.has(sku.toLowerCase())) return [];
      const at = { path, prop: "image.sku" };
      return [
        {
          at,
          text: `image ${sku} uses hotpatching`,
          got: sku,
          want: "an image without hotpatching (azurerm)",
          fix: edit(at, "2022-datacenter-azure-edition-smalldisk"),
        },
      ];
    }),
};
