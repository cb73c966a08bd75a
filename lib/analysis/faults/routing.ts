import { facts } from "../facts";
import type { Subnet } from "../model/azure";
import type { EffectiveRoute } from "../results";
import { shown } from "../unknown/value";
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

export const noRouteAtVpnGateway = (station: Unrouted): RepairableFault =>
  unrouted(station, {
    got: "no site and no gateway advertises it",
    want: "a connection to a site or gateway that has it",
    fix: "add the prefix to the local network gateway",
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

interface UnreachableNextHop {
  readonly subnet: Subnet;
  readonly hop: string;
  readonly row: EffectiveRoute;
  readonly address: string;
}

const unreachable = (
  { subnet, hop, row, address }: UnreachableNextHop,
  why: Pick<RepairableFault, "want" | "fix"> & { readonly is: string },
): RepairableFault => ({
  reason: "next-hop-unreachable",
  text: `the next hop ${address} of ${row.prefix} ${why.is}`,
  at: subnet.routeTable ?? subnet.id,
  hop,
  got: `${shown(row.prefix)} -> ${address}`,
  want: why.want,
  fix: why.fix,
  facts: facts("2.5"),
});

/** The next hop lies in a network that the subnet reaches, and nothing there has the address. */
export const nextHopWithoutOwner = (nextHop: UnreachableNextHop): RepairableFault =>
  unreachable(nextHop, {
    is: "is not the address of any NIC",
    want: "the address of a NIC",
    fix: "set the next hop to the NVA's address",
  });

/** The next hop lies in a network that the subnet does not reach directly. */
export const nextHopOutOfReach = (nextHop: UnreachableNextHop): RepairableFault =>
  unreachable(nextHop, {
    is: `is not in a network that ${nextHop.hop} reaches directly`,
    want: "an address in the same or in a peered network; Azure does not use next hops behind ExpressRoute or VPN",
    fix: "learn the route via BGP instead",
  });
