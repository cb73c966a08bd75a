import { facts } from "../facts";
import { propagationText } from "../kinds/route-table";
import type { Rejection } from "../bgp/route";
import type { Peering, RouteTable, VirtualHubConnection } from "../model/azure";
import { edited } from "../model/repair";
import type { Fault } from "../results";
import { NOT_LEARNED, type NotLearnedCause } from "../verdict";
import type { RepairableFault } from "./repairable-fault";

/** A route that an NVA or another network advertises does not reach the subnet that needs it. */

const because = (cause: NotLearnedCause): Pick<Fault, "cause" | "facts"> => ({
  cause,
  facts: facts(NOT_LEARNED[cause]),
});

/** A Route Server, gateway or circuit rejects or withholds it. @param hop name of the station that needs the route */
export const notLearned = (rejection: Rejection, hop: string): RepairableFault => ({
  reason: "no-route",
  text: `${hop} has no ${rejection.prefix} from an NVA: ${rejection.text}`,
  at: rejection.at,
  hop,
  got: rejection.got,
  want: rejection.want,
  fix: rejection.fix,
  ...because(rejection.cause),
  ...(rejection.repair && { repair: rejection.repair }),
});

/** @param prefix the route that the subnet needs */
export const propagationOff = (
  table: RouteTable,
  hop: string,
  { subnet, prefix }: { readonly subnet: string; readonly prefix: string },
): RepairableFault => ({
  reason: "no-route",
  text: `${table.name} keeps BGP routes out of ${subnet}`,
  at: table.id,
  hop,
  got: propagationText(table, false),
  want: `${table.disablesPropagation ? "false" : "true"}, so that the subnet learns ${prefix}`,
  fix: propagationText(table, true),
  ...because("propagation-off"),
  repair: (topology) => edited(topology, "routeTables", table.id, { propagation: true }),
});

/** The two sides of a peering that could carry BGP routes, and the flag that is off. */
export interface Transit {
  readonly borrower: Peering;
  readonly lender: Peering;
  readonly off: "use_remote_gateways" | "allow_gateway_transit";
}

/** A peered network has the route, and the pair of flags that would carry it over the peering is off (row 3.3). */
export const transitOff = ({ borrower, lender, off }: Transit, hop: string): RepairableFault => {
  const side = off === "use_remote_gateways" ? borrower : lender;
  return {
    reason: "no-route",
    text: `${side.name} does not carry BGP routes`,
    at: side.id,
    hop,
    got: `"${off}": false`,
    want: "allow_gateway_transit on the side that has the Route Server, use_remote_gateways on the other",
    fix: `"${off}": true`,
    ...because("gateway-transit-off"),
    repair: (topology) =>
      edited(edited(topology, "peerings", borrower.id, { useRemoteGateways: true }), "peerings", lender.id, {
        gatewayTransit: true,
      }),
  };
};

/** The connection of the network to a virtual hub does not let the default route in. */
export const internetSecurityOff = ({ id, name }: VirtualHubConnection, hop: string): RepairableFault => ({
  reason: "no-route",
  text: `${name} does not bring the hub's 0.0.0.0/0`,
  at: id,
  hop,
  got: '"internet_security_enabled": false',
  want: "true, so that the VNet learns 0.0.0.0/0",
  fix: '"internet_security_enabled": true',
  ...because("internet-security-off"),
  repair: (topology) => edited(topology, "virtualHubConnections", id, { internetSecurity: true }),
});
