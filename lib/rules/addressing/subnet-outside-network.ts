import { contains } from "../../domain/ipv4";
import { moveSubnet, networkName, spacesAreKnown, spacesOf, subnetLabel, subnetsOf } from "../networks";
import type { ConstructRule } from "../rule";
import { smallestLength } from "./subnet-sizes";

/** FT009. Azure answers NetcfgInvalidSubnet, minutes into the apply. */
export const subnetOutsideNetwork: ConstructRule = {
  id: "FT009",
  name: "subnet-outside-network",
  severity: "error",
  summary: "A subnet is outside the address spaces of its VNet.",
  why: "Azure rejects the subnet at apply, after minutes.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks.filter(spacesAreKnown).flatMap((network) => {
      const spaces = spacesOf(network).map(({ prefix }) => prefix);
      const written = spaces.map(({ text }) => text).join(", ");
      return subnetsOf(network)
        .filter(({ prefix }) => !spaces.some((space) => contains(space, prefix)))
        .map((subnet) => ({
          at: subnet.at,
          also: network.spaces[0]?.at,
          text: `${subnetLabel(subnet)}, ${subnet.prefix.text}, is not inside ${networkName(network)}, ${written}`,
          got: subnet.prefix.text,
          want: `a prefix inside ${written} (Azure)`,
          fix: moveSubnet(network, subnet.at, subnet.prefix.length, smallestLength(subnet.name)),
        }));
    }),
};
