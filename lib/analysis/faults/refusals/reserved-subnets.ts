import { parsePrefix } from "../../../domain/ipv4";
import {
  BASTION_SUBNET,
  FIREWALL_MANAGEMENT_SUBNET,
  FIREWALL_SUBNET,
  GATEWAY_SUBNET,
  isSubnetNamed,
  keptFor,
  type ReservedSubnet,
  reservedSubnet,
  ROUTE_SERVER_SUBNET,
} from "../../../domain/reserved-subnet";
import { propagationText } from "../../kinds/route-table";
import type { FactId } from "../../facts";
import type { RouteTable, Subnet, Topology } from "../../model/azure";
import { isOpen } from "../../unknown/value";
import { bastionSecurityGroup } from "./bastion-security-group";
import { certain, networkName, type Refusal } from "./refusal";

/** What Azure refuses on the subnets that it reserves (rows 3.8, 11.1 to 11.4). */
export const reservedSubnets = (topology: Topology): Refusal[] =>
  topology.subnets.flatMap((subnet) => {
    const reserved = reservedSubnet(subnet.name);
    if (reserved === undefined) return [];
    const place: ReservedPlace = {
      topology,
      subnet,
      reserved,
      where: `${networkName(topology, subnet.network)}/${subnet.name}`,
    };
    return [...securityGroup(place), ...routeTable(place), ...tooSmall(place), ...machines(place)];
  });

interface ReservedPlace {
  readonly topology: Topology;
  readonly subnet: Subnet;
  readonly reserved: ReservedSubnet;
  /** "vnet-hub00/GatewaySubnet". */
  readonly where: string;
}

function securityGroup(place: ReservedPlace): Refusal[] {
  const { topology, subnet, reserved, where } = place;
  const associated = certain(subnet, "securityGroup");
  if (associated === undefined) return [];
  const group = topology.securityGroups.find(({ id }) => id === associated);
  if (reserved === BASTION_SUBNET) return group ? bastionSecurityGroup(subnet, group, where) : [];
  return [
    refused(place, reserved === GATEWAY_SUBNET || reserved === ROUTE_SERVER_SUBNET ? "3.8" : "11.3", {
      at: subnet.id,
      text: `${where} has a network security group`,
      got: group?.name ?? associated,
      want: "no network security group",
      fix: "remove the association",
    }),
  ];
}

function routeTable(place: ReservedPlace): Refusal[] {
  const { topology, subnet, reserved } = place;
  const table = topology.routeTables.find(({ id }) => id === certain(subnet, "routeTable"));
  if (!table) return [];
  switch (reserved) {
    case GATEWAY_SUBNET:
      return [...withoutPropagation(place, table), ...defaultRoute(place, table)];
    case ROUTE_SERVER_SUBNET:
      return [withRouteTable(place, table, "3.8")];
    case BASTION_SUBNET:
      return [withRouteTable(place, table, "11.4")];
    case FIREWALL_SUBNET:
      return withoutInternetRoute(place, table);
    case FIREWALL_MANAGEMENT_SUBNET:
      return [];
  }
}

function withoutPropagation(place: ReservedPlace, table: RouteTable): Refusal[] {
  if (table.propagation !== false) return [];
  return [
    refused(place, "3.8", {
      at: table.id,
      text: `${place.where} has a route table that keeps routes by BGP out, and a gateway does not work without them`,
      got: propagationText(table, false),
      want: "propagation",
      fix: propagationText(table, true),
    }),
  ];
}

function defaultRoute(place: ReservedPlace, table: RouteTable): Refusal[] {
  const route = table.routes.find(({ prefix }) => parsePrefix(prefix)?.length === 0);
  if (!route) return [];
  const instead =
    route.nextHopAddress === undefined
      ? ""
      : `; to lead what enters by the gateway to ${route.nextHopAddress}, add a route for each prefix behind it`;
  return [
    refused(place, "3.8", {
      at: table.id,
      text: `${place.where} has a route 0.0.0.0/0`,
      got: `0.0.0.0/0 -> ${route.nextHopAddress ?? route.nextHopType}`,
      want: "no default route",
      fix: `remove the route ${route.name}${instead}`,
    }),
  ];
}

const withRouteTable = (place: ReservedPlace, { name }: RouteTable, row: FactId): Refusal =>
  refused(place, row, {
    at: place.subnet.id,
    text: `${place.where} has a route table`,
    got: name,
    want: "no route table",
    fix: "remove the association with the route table",
  });

/** A firewall without a subnet for its management reaches Azure through AzureFirewallSubnet (row 11.3). */
function withoutInternetRoute(place: ReservedPlace, table: RouteTable): Refusal[] {
  const { topology, subnet, where } = place;
  const isManagedElsewhere =
    topology.firewalls.some((firewall) => firewall.subnet === subnet.id && firewall.management) ||
    topology.subnets.some(
      ({ network, name }) => network === subnet.network && isSubnetNamed(name, FIREWALL_MANAGEMENT_SUBNET),
    );
  const isUnknown = table.routes.some(({ prefix, nextHopType }) => isOpen(prefix) || isOpen(nextHopType));
  const found = table.routes.find(({ prefix }) => parsePrefix(prefix)?.length === 0);
  if (isManagedElsewhere || isUnknown || found?.nextHopType.toLowerCase() === "internet") return [];
  return [
    refused(place, "11.3", {
      at: table.id,
      text: `${table.name} of ${where} has no route 0.0.0.0/0 to Internet, and the firewall has no management subnet`,
      got: found ? `0.0.0.0/0 -> ${found.nextHopAddress ?? found.nextHopType}` : "no route 0.0.0.0/0",
      want: "a route 0.0.0.0/0 to Internet",
      fix: found
        ? "add a management_ip_configuration with AzureFirewallManagementSubnet and a public IP to the firewall, or change the route to next_hop_type = Internet"
        : 'add to the route table: {"name": "internet", "address_prefix": "0.0.0.0/0", "next_hop_type": "Internet"}',
    }),
  ];
}

/** The longest prefixes that Azure accepts (row 11.1). */
const SMALLEST: Readonly<Record<ReservedSubnet, number>> = {
  [GATEWAY_SUBNET]: 27,
  [ROUTE_SERVER_SUBNET]: 27,
  [FIREWALL_SUBNET]: 26,
  [FIREWALL_MANAGEMENT_SUBNET]: 26,
  [BASTION_SUBNET]: 26,
};

/** The only SKU of a VPN gateway that fits into less. */
const BASIC_VPN_GATEWAY = 29;

function tooSmall(place: ReservedPlace): Refusal[] {
  const { topology, subnet, reserved, where } = place;
  const gateways = topology.gateways.filter(({ network }) => network === subnet.network);
  const isBasic =
    reserved === GATEWAY_SUBNET &&
    gateways.every(({ kind, sku }) => kind === "Vpn" && (sku === undefined || /^basic$/i.test(sku) || isOpen(sku)));
  const smallest = isBasic ? BASIC_VPN_GATEWAY : SMALLEST[reserved];
  const prefix = subnet.prefixes.find((one) => (parsePrefix(one)?.length ?? 0) > smallest);
  if (prefix === undefined) return [];
  const [one, several] = [`is too small for ${keptFor(reserved)}`, `are too small for ${keptFor(reserved)}`];
  return [
    refused(place, "11.1", {
      at: subnet.id,
      text: `${where} ${one}`,
      alike: { names: [where], one, several },
      got: prefix,
      want: `/${smallest} or larger`,
      fix: `give it a prefix of /${smallest} or larger`,
    }),
  ];
}

function machines(place: ReservedPlace): Refusal[] {
  const { topology, subnet, reserved, where } = place;
  return topology.nics
    .filter((nic) => nic.subnet === subnet.id)
    .map((nic) => {
      const owner = topology.machines.find((machine) => machine.nics.includes(nic.id));
      const refusal = refused(place, "11.1", {
        at: nic.id,
        text: `${owner?.name ?? nic.name} is in ${where}, which Azure keeps for ${keptFor(reserved)}`,
        got: `"subnet_id": ${where}`,
        want: "no network interface",
        fix: "move the NIC to another subnet of the VNet",
      });
      return { ...refusal, bearsOn: undefined };
    });
}

function bearing(reserved: ReservedSubnet): Pick<Refusal, "bearsOn"> {
  if (reserved === BASTION_SUBNET) return { bearsOn: "nothing" };
  return reserved === GATEWAY_SUBNET ? { bearsOn: "gateways" } : {};
}

const refused = (
  { subnet: { name, network }, reserved }: ReservedPlace,
  row: FactId,
  { want, ...problem }: Pick<Refusal, "at" | "text" | "got" | "want" | "fix" | "alike">,
): Refusal => ({
  networks: [network],
  ...problem,
  want: `${want} on ${name} (Azure)`,
  row,
  ...bearing(reserved),
});
