import { facts } from "../facts";
import type { EffectiveRoute } from "../results";
import type { RepairableFault } from "./repairable-fault";

/** No route of a subnet, gateway or circuit leads to the destination, or the route that does leads nowhere. */

/** A station without a route to a destination. */
interface Unrouted {
  /** Id of the component to change. */
  readonly at: string;
  /** Name of the station. */
  readonly hop: string;
  readonly destination: string;
}

const unrouted = (
  { at, hop, destination }: Unrouted,
  details: Pick<RepairableFault, "got" | "want" | "fix" | "facts">,
): RepairableFault => ({ reason: "no-route", text: `${hop} has no route to ${destination}`, at, hop, ...details });

const ADVERTISE = "advertise a prefix that contains it";

export const noRouteAtCircuit = (station: Unrouted): RepairableFault =>
  unrouted(station, {
    got: "no gateway and no on-premises edge advertises it to the circuit",
    want: "a gateway or an on-premises edge that advertises it",
    fix: `${ADVERTISE} to the circuit`,
    facts: facts("8.2"),
  });

/** @param isInternet the destination is in the internet, for which a local network gateway has no prefix */
export const noRouteAtVpnGateway = (station: Unrouted, isInternet: boolean): RepairableFault =>
  unrouted(station, {
    got: "no site and no gateway advertises it",
    want: isInternet ? "a site that brings a default route" : "a connection to a site or gateway that has it",
    fix: isInternet
      ? 'set "default_local_network_gateway_id" to the site that leads to the internet, or advertise 0.0.0.0/0 from it by BGP'
      : "add the prefix to the local network gateway",
    facts: facts("2.8"),
  });

/** The row's next hop is None. */
export const routeDrops = (at: string, hop: string, destination: string, row: EffectiveRoute): RepairableFault => ({
  reason: "route-none",
  text: `the route ${row.prefix} at ${hop} drops ${destination}`,
  at,
  hop,
  got: `${row.prefix} -> None (${row.why})`,
  want: "a route with another next hop",
  fix: `${ADVERTISE}, or add a UDR`,
  facts: row.facts,
});

export const noSuchAddress = (
  network: { readonly id: string; readonly name: string },
  hop: string,
  address: string,
): RepairableFault => ({
  reason: "no-such-address",
  text: `nothing in ${network.name} has the address ${address}`,
  at: network.id,
  hop,
  got: address,
  want: "the address of a NIC",
  fix: "give a machine that address, or use the address of an existing NIC",
  facts: facts("1.1"),
});

/** A UDR to VnetLocal holds addresses of the internet, which no VNet has. */
export const keptInNetwork = (
  { name }: { readonly name: string },
  hop: string,
  { row, address, table }: { readonly row: EffectiveRoute; readonly address: string; readonly table: string },
): RepairableFault => ({
  reason: "no-such-address",
  text: `the route ${row.prefix} -> VnetLocal keeps ${address} in ${name}, where nothing has that address`,
  at: table,
  hop,
  got: `${row.prefix} -> VnetLocal`,
  want: "the next hop VnetLocal for prefixes of the VNet only",
  fix: `remove the route ${row.prefix}, or set its next hop to the NVA`,
  facts: row.facts,
});

/** A UDR to VnetLocal takes the place of a private endpoint's /32, and does not lead to it (row 4.4). */
export const endpointWithoutRoute = (
  endpoint: { readonly id: string; readonly name: string },
  hop: string,
  where: {
    readonly network: { readonly id: string; readonly name: string };
    readonly address: string;
    readonly table: { readonly id: string; readonly routeTable?: string };
  },
): RepairableFault => ({
  reason: "no-route",
  text: `a UDR to VnetLocal takes the place of the route to ${endpoint.name}, ${where.address}, and does not lead to it`,
  at: where.network.id,
  hop,
  got: `a UDR to VnetLocal that holds ${where.address}, network policies for routes on the subnet of ${endpoint.name}, and no private_endpoint_vnet_policies on ${where.network.name}`,
  want: `"private_endpoint_vnet_policies": "Basic" on ${where.network.name}, or no such UDR`,
  fix: '"private_endpoint_vnet_policies": "Basic"',
  facts: facts("4.4"),
});
