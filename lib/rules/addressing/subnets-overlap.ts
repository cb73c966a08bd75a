import { overlaps } from "../../domain/ipv4";
import { moveSubnet, networkName, relation, subnetLabel, subnetsOf } from "../networks";
import { pairs } from "../pairs";
import type { ConstructRule } from "../rule";
import { smallestLength } from "./subnet-sizes";

/** FT010. Azure answers NetcfgSubnetRangesOverlap for the subnet that is created second. */
export const subnetsOverlap: ConstructRule = {
  id: "FT010",
  name: "subnets-overlap",
  severity: "error",
  summary: "Two subnets of one VNet overlap.",
  why: "Azure rejects the subnet that is created second, whichever that is.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks.flatMap((network) =>
      pairs(subnetsOf(network))
        .filter(([earlier, later]) => overlaps(earlier.prefix, later.prefix))
        .map(([earlier, later]) => ({
          at: later.at,
          also: earlier.at,
          text:
            `${subnetLabel(later)}, ${later.prefix.text}, ${relation(later.prefix, earlier.prefix)} ` +
            `${subnetLabel(earlier)}, ${earlier.prefix.text}, in ${networkName(network)}`,
          got: `${later.prefix.text} and ${earlier.prefix.text}`,
          want: "subnets that do not overlap (Azure)",
          fix: moveSubnet(network, later.at, later.prefix.length, smallestLength(later.name)),
        })),
    ),
};
