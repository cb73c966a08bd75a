import { overlaps } from "../../domain/ipv4";
import { moveSpace, networkName, relation, spacesOf } from "../networks";
import { pairs } from "../pairs";
import type { ConstructRule } from "../rule";

/** FT006. */
export const addressSpaceOverlapsItself: ConstructRule = {
  id: "FT006",
  name: "address-space-overlaps-itself",
  severity: "error",
  summary: "Two address spaces of one VNet overlap.",
  why: "Azure rejects a VNet whose address spaces overlap.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/manage-virtual-network"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks.flatMap((network) =>
      pairs(spacesOf(network))
        .filter(([earlier, later]) => overlaps(earlier.prefix, later.prefix))
        .map(([earlier, later]) => ({
          at: later.at,
          also: earlier.at,
          text: `${later.prefix.text} ${relation(later.prefix, earlier.prefix)} ${earlier.prefix.text} in ${networkName(network)}`,
          got: `${later.prefix.text} and ${earlier.prefix.text}`,
          want: "address spaces that do not overlap (Azure)",
          fix: moveSpace(app, later.at, later.prefix.length),
        })),
    ),
};
