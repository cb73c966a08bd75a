import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** As the provider's own check has them. */
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

/** FT042. The library leaves the patch mode to Azure, and these images want another one. */
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
          text: `image ${sku} is one with hotpatching`,
          got: sku,
          want: "an image without hotpatching (azurerm)",
          fix: edit(at, "2022-datacenter-azure-edition-smalldisk"),
        },
      ];
    }),
};
