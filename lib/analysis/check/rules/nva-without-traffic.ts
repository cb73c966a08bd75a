import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { peersOf } from "../../bgp/nva-peers";
import type { Machine } from "../../model/azure";
import { serverConnections } from "../../model/bgp-servers";
import { nextHopsAt } from "../../model/next-hops";
import { peerAt } from "../../model/relations";
import { TopologyIndex } from "../../model/topology-index";
import { isOpen, shown } from "../../unknown/value";
import type { CheckContext } from "../context";
import { announcers } from "../nvas";
import { sessions } from "../sessions";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";

/** FT140. Where machines are not tunnelled, the cause of that comes first. */
export const nvaWithoutTraffic: TopologyRule = {
  id: "FT140",
  name: "nva-without-traffic",
  severity: "warning",
  summary: "A machine is configured as an NVA, and nothing leads traffic to it.",
  why: "Azure learns routes from Route Servers and from route tables only. A default route that an NVA advertises to nobody, or an NVA that no route names, leaves its clients on the default route of the system, and a standby without traffic is none.",
  sources: ["https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal"],
  facts: ["1.1", "3.9"],
  example: "an FRR that advertises 0.0.0.0/0, without an azurerm_route_server_bgp_connection to its address",
  structural: true,
  check: (context) => {
    const named = namedNics(context);
    if (named === undefined || context.causes.length > 0) return [];
    const idle = context.topology.machines.filter(({ nics }) => !nics.some((nic) => named.has(nic)));
    return [...announcingToNobody(context, idle), ...forwardingForNobody(context, idle)];
  },
};

/** Ids of the NICs that a route leads to; undefined where a route leads to an address that is not known. */
function namedNics({ whole }: CheckContext): ReadonlySet<string> | undefined {
  const index = new TopologyIndex(whole);
  const { routeTables, virtualHubConnections, networks } = whole;
  const addresses = [
    ...routeTables.flatMap(({ routes }) => routes.flatMap(({ nextHopAddress }) => nextHopAddress ?? [])),
    ...virtualHubConnections.flatMap(({ staticRoutes }) => staticRoutes.map(({ nextHopAddress }) => nextHopAddress)),
  ];
  const places = networks.map(({ id }) => id);
  const owners = [...new Set(addresses)].map((address) => ({ address, nics: nextHopsAt(index, places, address) }));
  if (owners.some(({ address, nics }) => isOpen(address) && nics.length === 0)) return undefined;
  return new Set(owners.flatMap(({ nics }) => nics.map(({ id }) => id)));
}

/** NVAs that advertise a default route in BGP, and have no session that it could leave by. */
function announcingToNobody({ index, topology }: CheckContext, idle: readonly Machine[]): TopologyReported[] {
  const ids = new Set(idle.map(({ id }) => id));
  const found = announcers(topology).filter((machine) => ids.has(machine.id) && isReadInFull(machine));
  if (found.length === 0) return [];
  const heard = new Set([
    ...sessions(topology).map(({ machine }) => machine.id),
    ...serverConnections(index).flatMap(
      ({ connection, server }) => peerAt(index, server.network, connection.peerAddress)?.machine?.id ?? [],
    ),
  ]);
  return found
    .filter((machine) => !reaches(index, machine, heard))
    .map((machine) =>
      reported({
        at: machine.id,
        text: `${machine.name} advertises ${DEFAULT_ROUTE} to nobody: no Route Server has a BGP connection to it, and no route leads to it`,
        got: `neighbors ${machine.guest!.bgp!.neighbors.map(({ address }) => shown(address)).join(", ") || "none"}`,
        want: `an azurerm_route_server_bgp_connection with peer_ip ${addressOf(index, machine)}, or a route to it`,
        fix: `add an azurerm_route_server_bgp_connection for ${machine.name}, with both virtual_router_ips as its neighbors; or remove the machine`,
        rows: ["3.9"],
      }),
    );
}

/** Whether a route that the machine advertises gets anywhere: to a router outside of the files, or through other machines. */
function reaches(index: TopologyIndex, from: Machine, heard: ReadonlySet<string>): boolean {
  const visited = new Set<string>();
  const visit = (machine: Machine): boolean => {
    if (heard.has(machine.id)) return true;
    if (visited.has(machine.id)) return false;
    visited.add(machine.id);
    return peersOf(index, machine).some((peer) => peer.kind === "outside" || visit(peer.machine));
  };
  return visit(from);
}

/** Machines that forward and translate, and speak no BGP. */
const forwardingForNobody = ({ index }: CheckContext, idle: readonly Machine[]): TopologyReported[] =>
  idle
    .filter((machine) => isReadInFull(machine) && !machine.guest?.bgp && isRouter(index, machine))
    .map((machine) =>
      reported({
        at: machine.id,
        text: `${machine.name} forwards and translates packets, and no route leads to it`,
        got: `no route with next hop ${addressOf(index, machine)}, and no BGP`,
        want: "a default route to it in the subnets of its clients",
        fix: `add a route ${DEFAULT_ROUTE} -> VirtualAppliance ${addressOf(index, machine)} to the route table of its clients; or set "ip_forwarding_enabled": false on its NIC`,
        rows: ["1.1"],
      }),
    );

function isRouter({ nics }: TopologyIndex, machine: Machine): boolean {
  const { guest } = machine;
  return (
    guest?.forwards.value === true &&
    (guest.tunnels ?? []).length === 0 &&
    guest.postrouting.some(({ rules }) => rules.some(({ action }) => action === "masquerade" || action === "snat")) &&
    machine.nics.some((nic) => nics.get(nic)?.forwarding === true)
  );
}

/** No line of the user data may say that it speaks BGP with somebody else. */
const isReadInFull = ({ guest, scaleSet }: Machine): boolean =>
  guest !== undefined && scaleSet === undefined && !guest.unread.some(({ affects }) => affects === "bgp");

function addressOf({ nics }: TopologyIndex, { nics: own }: Machine): string {
  const nic = nics.get(own[0] ?? "");
  return nic?.address === undefined || isOpen(nic.address) ? "its private address" : nic.address;
}
