import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { type Address, isPublic } from "../../model/address";
import type { Subnet } from "../../model/azure";
import type { RoutingState } from "../../routes/routing-state";
import type { Warning } from "../../results";

/** Facts that are not well attested, and that the path of a packet from a subnet rests on. */
export function routeWarnings(routing: RoutingState, subnet: Subnet, destination: Address): Warning[] {
  const { index } = routing.aside();
  const [chosen] = routing.lookup(subnet, destination);
  if (chosen?.source !== "VirtualNetworkGateway" || chosen.prefix !== DEFAULT_ROUTE) return [];
  const fromCircuit = chosen.nextHop.kind === "circuit";
  const name = index.subnetName(subnet);
  const warnings: readonly (Warning & { readonly applies: boolean })[] = [
    {
      applies: index.natGatewayOf(subnet) !== undefined,
      row: "4.7",
      text: `a learned 0.0.0.0/0 takes precedence over the NAT gateway of ${name}: inferred, not documented`,
    },
    {
      applies: fromCircuit && !isPublic(destination),
      row: "1.7",
      text: "a learned 0.0.0.0/0 removes the system's None routes: seen in labs, but not with ExpressRoute",
    },
    {
      applies: fromCircuit && index.routeServersOf(subnet.network).length > 0,
      row: "3.14",
      text: `${name} keeps an NVA's default only while branch-to-branch of its own Route Server is off: seen in labs, not documented`,
    },
  ];
  return warnings.filter(({ applies }) => applies).map(({ row, text }) => ({ row, text }));
}
