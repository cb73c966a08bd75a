import { forwardingLoop } from "../faults/loops";
import { fastPathNotModelled, notInFiles } from "../faults/not-modelled";
import type { Connection, Subnet } from "../model/azure";
import { shown } from "../unknown/value";
import { route } from "./route";
import { type EnteredGateway, namesOf, type Step } from "./step";
import type { Transit } from "./transit";

/** Into a network by its gateway: the table of GatewaySubnet decides (row 8.3). */
export function enterNetwork(transit: Transit, { gateway, connection }: EnteredGateway): Step[] {
  const { routing } = transit;
  const { id, name } = gateway;
  const subnet = routing.gatewaySubnet(gateway.network);
  const there = transit.to({ kind: "gateway", name, id, detail: shown(subnet?.prefixes[0] ?? "") });
  const cycle = transit.cycleAt(id);
  if (cycle) {
    const names = namesOf(routing, cycle);
    return [there.loop(forwardingLoop(id, name, names), names)];
  }
  if (!subnet) return [there.undetermined(notInFiles(id, name, `the GatewaySubnet of ${name}`))];
  const fast = routing.index.connections.get(connection ?? "");
  return fast && isBypassed(there, subnet, fast) ? [bypassed(there, fast)] : route(there.visiting(id), { subnet });
}

/** FastPath sends the packet past the gateway. What is delivered in the network, or in a peered one, gets there anyway. */
function isBypassed({ routing, packet }: Transit, subnet: Subnet, { fastPath }: Connection): boolean {
  const delivered = routing
    .lookup(subnet, packet.destination)
    .every(({ nextHop }) => nextHop.kind === "local" || nextHop.kind === "peering");
  return !delivered && routing.scenario.isTrue(fastPath);
}

const bypassed = (transit: Transit, connection: Connection): Step =>
  transit
    .warned("8.6", `the effect of FastPath on ${connection.name} is not documented for routes of a Route Server`)
    .undetermined(fastPathNotModelled(connection, transit.hop));
