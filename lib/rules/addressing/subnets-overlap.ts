import { overlaps } from "../../domain/ipv4";
import type { NetworkDeclaration } from "../declaration";
import { isPlanned, moveSubnet, networkName, type PlacedSubnet, relation, subnetLabel, subnetsOf } from "../networks";
import { pairs } from "../pairs";
import type { ConstructReported, ConstructRule } from "../rule";
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
  check: (app) => app.networks.flatMap((network) => clashes(network).map((clash) => reported(network, clash))),
};

/** A subnet, and those that it overlaps. */
interface Clash {
  readonly subnet: PlacedSubnet;
  readonly others: readonly PlacedSubnet[];
}

/** As few as explain every overlap: a subnet that overlaps several is one mistake. */
function clashes(network: NetworkDeclaration): Clash[] {
  let open = pairs(subnetsOf(network)).filter(([earlier, later]) => overlaps(earlier.prefix, later.prefix));
  const found: Clash[] = [];
  while (open.length > 0) {
    const all = open;
    const count = (subnet: PlacedSubnet): number => all.filter((pair) => pair.includes(subnet)).length;
    const given = (subnet: PlacedSubnet): number => (isPlanned(network, subnet.prefix) ? 0 : 1);
    const [earlier, later] = open[0]!;
    const [subnet] = [...open.flat(), later, earlier].sort(
      (a, b) => count(b) - count(a) || given(b) - given(a) || (a === later ? -1 : 0),
    );
    found.push({
      subnet: subnet!,
      others: open.filter((pair) => pair.includes(subnet!)).map(([a, b]) => (a === subnet ? b : a)),
    });
    open = open.filter((pair) => !pair.includes(subnet!));
  }
  return found;
}

function reported(network: NetworkDeclaration, { subnet, others }: Clash): ConstructReported {
  const { at, prefix, name } = subnet;
  const [first] = others;
  const isOne = others.length === 1;
  return {
    at,
    also: others.map((other) => other.at),
    text: `${subnetLabel(subnet)}, ${prefix.text}, ${isOne ? relation(prefix, first!.prefix) : "overlaps"} ${others.map((other) => `${subnetLabel(other)}, ${other.prefix.text}`).join("; ")}, in ${networkName(network)}`,
    got: [prefix, ...others.map((other) => other.prefix)].map(({ text }) => text).join(" and "),
    want: "subnets that do not overlap (Azure)",
    fix: moveSubnet(network, at, Math.max(prefix.length, Math.min(MOVED, smallestLength(name))), smallestLength(name)),
  };
}

/** A larger subnet finds no place where the others are. */
const MOVED = 24;
