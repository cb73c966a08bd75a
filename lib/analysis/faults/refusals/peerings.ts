import { overlaps, parsePrefix } from "../../../domain/ipv4";
import type { Peering, Topology } from "../../model/azure";
import { TopologyIndex } from "../../model/topology-index";
import { beyondLimit, networkName, type Refusal, REFUSED_BEYOND } from "./refusal";

/** Peerings whose use_remote_gateways Azure refuses (row 3.4). */
export const refusedTransit = (topology: Topology): Refusal[] =>
  topology.peerings
    .filter(({ useRemoteGateways }) => useRemoteGateways === true)
    .flatMap((peering) => transitRefusal(topology, peering) ?? []);

function transitRefusal(topology: Topology, peering: Peering): Refusal | undefined {
  const { name, network, remote } = peering;
  const own = gatewayNames(topology, network);
  if (own.length > 0)
    return refuse(peering, {
      text: `${name} uses the remote gateway, and ${networkName(topology, network)} has one of its own`,
      got: own.join(", "),
      want: "no gateway and no Route Server in a VNet that uses another's (Azure)",
      fix: '"use_remote_gateways": false',
    });
  const isInFiles = topology.networks.some(({ id, outside }) => id === remote && outside === undefined);
  if (!isInFiles) return undefined;
  if (gatewayNames(topology, remote).length === 0 && !mayHaveGateway(topology))
    return refuse(peering, {
      text: `${name} uses the gateway of ${networkName(topology, remote)}, which has none`,
      got: "no gateway and no Route Server",
      want: "a gateway or Route Server in the remote VNet",
      fix: '"use_remote_gateways": false',
    });
  const other = topology.peerings.find((one) => one.network === remote && one.remote === network);
  if (other?.gatewayTransit !== false) return undefined;
  return refuse(peering, {
    at: other.id,
    text: `${name} uses the gateway of ${networkName(topology, remote)}, whose side does not allow gateway transit`,
    got: `"allow_gateway_transit": false in ${other.name}`,
    want: "allow_gateway_transit = true on the side that has the gateway",
    fix: '"allow_gateway_transit": true',
  });
}

const refuse = (
  { id, network, remote }: Peering,
  problem: Pick<Refusal, "text" | "got" | "want" | "fix"> & { readonly at?: string },
): Refusal => ({ networks: [network, remote].sort(), at: id, ...problem, row: "3.4" });

/** Names of the gateways and Route Servers of a network. */
const gatewayNames = (topology: Topology, network: string): string[] =>
  [...topology.gateways, ...topology.routeServers]
    .filter((one) => one.network === network)
    .map(({ name }) => name)
    .sort();

/** True where a gateway or Route Server is in a network of which only the apply tells which it is. */
function mayHaveGateway({ gateways, routeServers, networks }: Topology): boolean {
  const open = new Set(networks.filter(({ id, outside }) => outside && !id.startsWith("/")).map(({ id }) => id));
  return [...gateways, ...routeServers].some(({ network }) => open.has(network));
}

/** Networks that use the gateways of several others (row 3.4). */
export const severalRemoteGateways = (topology: Topology): Refusal[] =>
  topology.networks.flatMap(({ id, name }): Refusal[] => {
    const using = topology.peerings.filter((peering) => peering.network === id && peering.useRemoteGateways === true);
    if (using.length < 2) return [];
    return [
      {
        networks: [id],
        at: using.at(-1)!.id,
        text: `${name} uses the gateways of ${using.length} VNets`,
        got: using
          .map((peering) => peering.name)
          .sort()
          .join(", "),
        want: "use_remote_gateways on at most one peering of a VNet (Azure)",
        fix: "set use_remote_gateways = false on all but one",
        row: "3.4",
      },
    ];
  });

export const tooManyPeerings = (topology: Topology): Refusal[] =>
  topology.networks.flatMap((component) => {
    const count = topology.peerings.filter(({ network }) => network === component.id).length;
    const max = REFUSED_BEYOND.peeringsOfNetwork;
    return beyondLimit({ networks: [component.id], component, what: "peerings", count, max });
  });

/** Peered networks with common addresses (row 10.1). */
export function overlappingPeers(topology: Topology): Refusal[] {
  const index = new TopologyIndex(topology);
  const sides = new Set(topology.peerings.map(({ network, remote }) => `${network}\n${remote}`));
  // Of the two sides of a peering, one is enough.
  const pairs = topology.peerings.filter(
    ({ network, remote }) => network < remote || !sides.has(`${remote}\n${network}`),
  );
  return pairs.flatMap((peering): Refusal[] => {
    const { id, network, remote } = peering;
    const reverse = index.reverse(peering);
    // Of a peering of subnets, what the other side names counts (row 10.7).
    const own = reverse?.between ? index.remotePrefixes(reverse) : (index.networks.get(network)?.addressSpace ?? []);
    const clash = commonAddresses(own, index.remotePrefixes(peering));
    if (clash === undefined) return [];
    const [left, right] = [networkName(topology, network), networkName(topology, remote)];
    return [
      {
        networks: [network, remote].sort(),
        at: id,
        text: `${left} and ${right} are peered and share addresses`,
        got: clash,
        want: "address spaces without a common address (Azure)",
        fix: `give ${right} another address space`,
        row: "10.1",
      },
    ];
  });
}

/** "10.0.0.0/16 and 10.0.128.0/17". */
function commonAddresses(left: readonly string[], right: readonly string[]): string | undefined {
  for (const a of left) {
    const b = right.find((prefix) => shareAddresses(a, prefix));
    if (b !== undefined) return `${a} and ${b}`;
  }
  return undefined;
}

function shareAddresses(left: string, right: string): boolean {
  const [a, b] = [parsePrefix(left), parsePrefix(right)];
  return a !== undefined && b !== undefined && overlaps(a, b);
}
