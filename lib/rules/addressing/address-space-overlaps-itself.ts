import { overlaps } from "../../domain/ipv4";
import { moveSpace, networkName, relation, spacesOf } from "../networks";
import { pairs } from "../pairs";
import type { Rule } from "../rule";

/** FT006. */
export const addressSpaceOverlapsItself: Rule = {
  id: "FT006",
  name: "address-space-overlaps-itself",
  severity: "error",
  reason: "The address spaces of one VNet may share no address.",
  source: "https://learn.microsoft.com/azure/virtual-network/manage-virtual-network",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    app.networks.flatMap((network) =>
      pairs(spacesOf(network))
        .filter(([earlier, later]) => overlaps(earlier.prefix, later.prefix))
        .map(([earlier, later]) => ({
          at: later.at,
          also: earlier.at,
          sentence: `${later.prefix.text} ${relation(later.prefix, earlier.prefix)} ${earlier.prefix.text} in ${networkName(network)}`,
          got: `${later.prefix.text} and ${earlier.prefix.text}`,
          want: "address spaces without a common address (Azure)",
          fix: moveSpace(app, later.at, later.prefix.length),
        })),
    ),
};
