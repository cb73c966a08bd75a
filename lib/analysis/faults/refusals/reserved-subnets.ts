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
  const { id, name, network, securityGroup: group } = subnet;
  if (group === undefined) return [];
  return [
    {
      networks: [network],
      at: id,
      text: `${where} has a network security group`,
      got: topology.securityGroups.find((one) => one.id === group)?.name ?? group,
      want: `no network security group on ${name} (Azure)`,
      fix: "remove the association",
      row: "3.8",
    },
  ];
}

function withoutPropagation({ name, network }: Subnet, table: RouteTable, where: string): Refusal[] {
  if (name !== "GatewaySubnet" || table.propagation !== false) return [];
  return [
    {
      networks: [network],
      at: table.id,
      text: `${where} has a route table without propagation`,
      got: '"bgp_route_propagation_enabled": false',
      want: "propagation on GatewaySubnet (Azure)",
      fix: '"bgp_route_propagation_enabled": true',
      row: "3.8",
    },
  ];
}

function defaultRoute({ name, network }: Subnet, table: RouteTable, where: string): Refusal[] {
  const route = table.routes.find(({ prefix }) => parsePrefix(prefix)?.length === 0);
  if (!route) return [];
  return [
    {
      networks: [network],
      at: table.id,
      text: `${where} has a route 0.0.0.0/0`,
      got: `0.0.0.0/0 -> ${route.nextHopAddress ?? route.nextHopType}`,
      want: `no default route on ${name} (Azure)`,
      fix: "remove that route",
      row: "3.8",
    },
  ];
}
