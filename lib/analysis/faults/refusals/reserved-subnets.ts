import { parsePrefix } from "../../../domain/ipv4";
import type { RouteTable, Subnet, Topology } from "../../model/azure";
import { networkName, type Refusal } from "./refusal";

/** What Azure refuses on GatewaySubnet and RouteServerSubnet (row 3.8). */
export const reservedSubnets = (topology: Topology): Refusal[] =>
  topology.subnets
    .filter(({ name }) => name === "GatewaySubnet" || name === "RouteServerSubnet")
    .flatMap((subnet) => {
      const where = `${networkName(topology, subnet.network)}/${subnet.name}`;
      const table = topology.routeTables.find(({ id }) => id === subnet.routeTable);
      return [
        ...securityGroup(topology, subnet, where),
        ...(table ? [...withoutPropagation(subnet, table, where), ...defaultRoute(subnet, table, where)] : []),
      ];
    });

function securityGroup(topology: Topology, subnet: Subnet, where: string): Refusal[] {
  const { id, securityGroup: group } = subnet;
  if (group === undefined) return [];
  return [
    refused(subnet, {
      at: id,
      text: `${where} has a network security group`,
      got: topology.securityGroups.find((one) => one.id === group)?.name ?? group,
      want: "no network security group",
      fix: "remove the association",
    }),
  ];
}

function withoutPropagation(subnet: Subnet, table: RouteTable, where: string): Refusal[] {
  if (subnet.name !== "GatewaySubnet" || table.propagation !== false) return [];
  return [
    refused(subnet, {
      at: table.id,
      text: `${where} has a route table without propagation`,
      got: '"bgp_route_propagation_enabled": false',
      want: "propagation",
      fix: '"bgp_route_propagation_enabled": true',
    }),
  ];
}

function defaultRoute(subnet: Subnet, table: RouteTable, where: string): Refusal[] {
  const route = table.routes.find(({ prefix }) => parsePrefix(prefix)?.length === 0);
  if (!route) return [];
  return [
    refused(subnet, {
      at: table.id,
      text: `${where} has a route 0.0.0.0/0`,
      got: `0.0.0.0/0 -> ${route.nextHopAddress ?? route.nextHopType}`,
      want: "no default route",
      fix: "remove that route",
    }),
  ];
}

const refused = (
  { name, network }: Subnet,
  { want, ...problem }: Pick<Refusal, "at" | "text" | "got" | "want" | "fix">,
): Refusal => ({ networks: [network], ...problem, want: `${want} on ${name} (Azure)`, row: "3.8" });
