import { facts } from "../facts";
import type { Subnet } from "../model/azure";
import { gatewayNetworks, type NextHopProblem, possibleNextHops } from "../model/next-hop-problem";
import type { TopologyIndex } from "../model/topology-index";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import type { RepairableFault } from "./repairable-fault";

/** A user-defined route whose next hop leads nowhere. */
export interface LostRoute {
  readonly index: TopologyIndex;
  readonly subnet: Subnet;
  readonly prefix: string;
}

/** What is wrong with a next hop, and what to do about it. */
export type NextHopFault = Pick<RepairableFault, "text" | "at" | "got" | "want" | "fix" | "facts">;

const NEAR = "in the same VNet or in a peered one";

/** The next hop is an address. */
export function lostNextHop(route: LostRoute, address: string, problem: NextHopProblem): NextHopFault {
  const name = isOpen(address) ? symbolsIn(address).join(", ") : address;
  const fault = (is: string, details: Pick<NextHopFault, "want" | "fix">): NextHopFault => ({
    ...base(route),
    text: `the next hop ${name} of ${shown(route.prefix)} ${is}`,
    got: `${shown(route.prefix)} -> ${name}`,
    ...details,
  });
  const other = setTo(route);
  switch (problem.kind) {
    case "public":
      return fault(publicWords(problem), {
        want: `a private address of a NIC, or of a frontend of an internal load balancer, ${NEAR}`,
        fix: other ?? "set next_hop_in_ip_address to the private address of the NVA",
      });
    case "no-port-rule":
      return fault(`is a frontend of ${problem.balancer.name}, which has no rule for all ports and protocols`, {
        want: 'a rule with protocol "All" and port 0 for this frontend, with the NVAs as its backends',
        fix: `add an azurerm_lb_rule to ${problem.balancer.name}: "protocol": "All", "frontend_port": 0, "backend_port": 0`,
      });
    case "empty-pool":
      return fault(`is a frontend of ${problem.balancer.name}, whose backend pool is empty`, {
        want: "the NVAs in the backend pool of the rule for all ports",
        fix: `add an azurerm_network_interface_backend_address_pool_association for the NIC of each NVA to the pool of ${problem.balancer.name}`,
      });
    case "no-owner":
      return fault("is not the address of any NIC", {
        want: "the address of a NIC",
        fix: other ?? "set next_hop_in_ip_address to the address of the NVA",
      });
    case "out-of-reach":
      return fault(farWords(route, problem), {
        want: `an address ${NEAR}; Azure does not use next hops behind ExpressRoute, VPN or Virtual WAN`,
        fix: farFix(route, problem) ?? other ?? "remove the route, and learn it by BGP",
      });
  }
}

function publicWords({ owner, balancer }: Extract<NextHopProblem, { kind: "public" }>): string {
  if (balancer) return `is a public frontend of ${balancer.name}`;
  return owner ? `is the public IP ${owner.name}` : "is a public address";
}

type OutOfReach = Extract<NextHopProblem, { kind: "out-of-reach" }>;

function farWords({ index, subnet }: LostRoute, { network, peering }: OutOfReach): string {
  if (network && peering) return `is in a part of ${network.name} that the peering ${peering.name} does not join`;
  const own = index.networks.get(subnet.network)?.name ?? "the VNet";
  return network
    ? `is in ${network.name}, which is not peered with ${own}`
    : `is neither in ${own} nor in a peered VNet`;
}

function farFix({ index, subnet }: LostRoute, { network, peering }: OutOfReach): string | undefined {
  if (network && peering)
    return `add the subnet of the next hop to remote_subnet_names of ${peering.name}, and to local_subnet_names of the other side`;
  return (
    network &&
    `remove the route, and learn it by BGP; or peer ${index.networks.get(subnet.network)?.name ?? "the VNet"} with ${network.name}`
  );
}

/** The edit that leads to what could be meant. */
function setTo({ index, subnet }: LostRoute): string | undefined {
  const known = possibleNextHops(index, subnet.network).filter(({ address }) => !isOpen(address));
  const [first, ...others] = known;
  if (!first) return undefined;
  const edit = `set "next_hop_in_ip_address": "${first.address}", the address of ${first.name}`;
  return others.length === 0
    ? edit
    : `${edit}, or ${others.map(({ address, name }) => `"${address}", that of ${name}`).join(", or ")}`;
}

/** The next hop is VirtualNetworkGateway, and no VPN gateway is there: an ExpressRoute gateway takes no UDR (row 2.12). */
export function noVpnGateway(route: LostRoute): NextHopFault {
  const { index, subnet, prefix } = route;
  const gateways = gatewayNetworks(index, subnet.network).flatMap((id) => index.gatewaysOf(id));
  const own = index.networks.get(subnet.network)?.name ?? "the VNet";
  const has =
    gateways.length === 0
      ? `${own} has and uses no gateway`
      : `${gateways.map(({ name }) => name).join(", ")} of ${own} is an ExpressRoute gateway`;
  return {
    ...base(route),
    text: `the route ${shown(prefix)} leads to a VPN gateway, and ${has}`,
    got: `${shown(prefix)} -> VirtualNetworkGateway`,
    want: "a VPN gateway in the VNet, or in one whose gateways it uses; routes through ExpressRoute are learned by BGP",
    fix:
      gateways.length === 0
        ? "remove the route, or change its next hop"
        : `remove the route, and advertise ${shown(prefix)} from on-premises over the circuit`,
    facts: facts("2.12"),
  };
}

const base = ({ subnet }: LostRoute): Pick<NextHopFault, "at" | "facts"> => ({
  at: subnet.routeTable ?? subnet.id,
  facts: facts("2.5"),
});
