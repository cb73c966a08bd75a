import type { Nic } from "../model/azure";
import type { BgpServer } from "../model/bgp-servers";
import { edited } from "../model/repair";
import type { TopologyIndex } from "../model/topology-index";
import type { Scenario } from "../unknown/scenario";
import type { Rejection } from "./route";
import { sessionDown } from "./session-down";

/** Why no packet passes between a server and an NVA in a peered network: the peering is closed (row 3.5). */
export function closedPeering(
  index: TopologyIndex,
  scenario: Scenario,
  {
    server,
    nic,
    speaker,
  }: {
    readonly server: BgpServer;
    readonly nic: Nic;
    readonly speaker: { readonly id: string; readonly name: string };
  },
): Rejection | undefined {
  const network = index.subnets.get(nic.subnet)?.network;
  if (network === undefined || network === server.network) return undefined;
  const [peering] = index.peeringsOf(server.network, ({ remote }) => remote === network);
  const sides = [peering, peering && index.reverse(peering)];
  const closed = sides.find((side) => side && !scenario.isTrue(side.virtualNetworkAccess));
  if (!closed) return undefined;
  return {
    ...sessionDown(speaker, server.name, {
      text: `${closed.name} blocks all traffic between their VNets`,
      got: '"allow_virtual_network_access": false',
      want: "true on both sides",
      fix: '"allow_virtual_network_access": true',
    }),
    at: closed.id,
    repair: (topology) => edited(topology, "peerings", closed.id, { virtualNetworkAccess: true }),
  };
}
