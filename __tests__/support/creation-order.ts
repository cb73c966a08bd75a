/*
 * What Terraform's graph says of the order of creation; the order of destruction is its reverse. Azure refuses a second
 * operation on a gateway or Route Server that is busy (409 AnotherOperationInProgress), and some resources before others.
 */

export type Block = Record<string, unknown>;

/** A synthesized configuration. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** One resource with the text that refers to others. */
interface Node {
  readonly type: string;
  readonly block: Block;
  readonly needs: readonly string[];
}

type Graph = ReadonlyMap<string, Node>;

const REFERENCE = /\b(?:data\.)?(?:azurerm|random|terraform)_\w+\.[\w-]+/g;

/** Pairs that Azure refuses to create at the same time or in the other order, one text each. */
export function orderViolations(configuration: Configuration): string[] {
  const graph = graphOf(configuration);
  const reached = new Map<string, ReadonlySet<string>>();
  const after = (later: string, earlier: string): boolean => allNeeds(graph, later, reached).has(earlier);
  const together = groups(graph).flatMap(({ busy, members }) =>
    pairs(members)
      .filter(([a, b]) => !after(a, b) && !after(b, a))
      .map(([a, b]) => `${a} and ${b} at once: both use ${busy}`),
  );
  const early = inOrder(graph)
    .filter(({ later, earlier }) => !after(later, earlier))
    .map(({ later, earlier, why }) => `${later} is not after ${earlier}: ${why}`);
  return [...together, ...early];
}

function graphOf({ resource = {}, data = {} }: Configuration): Graph {
  const graph = new Map<string, Node>();
  const add = (prefix: string, blocks: NonNullable<Configuration["resource"]>): void => {
    for (const [type, byId] of Object.entries(blocks))
      for (const [id, block] of Object.entries(byId)) {
        const own = `${prefix}${type}.${id}`;
        const needs = [...JSON.stringify(block).matchAll(REFERENCE)].map(([address]) => address);
        graph.set(own, { type: type.replace(/^azurerm_/, ""), block, needs: [...new Set(needs)] });
      }
  };
  add("data.", data);
  add("", resource);
  return graph;
}

/** Everything that Terraform creates before a resource. */
function allNeeds(graph: Graph, address: string, reached: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const there = reached.get(address);
  if (there) return there;
  const all = new Set<string>();
  reached.set(address, all);
  for (const need of graph.get(address)?.needs ?? []) {
    all.add(need);
    for (const further of allNeeds(graph, need, reached)) all.add(further);
  }
  return all;
}

const nodesOf = (graph: Graph, ...types: readonly string[]): (readonly [string, Node])[] =>
  [...graph].filter(([address, { type }]) => types.includes(type) && !address.startsWith("data."));

/** The resource that an argument refers to. */
const target = (value: unknown): string | undefined => [...String(value).matchAll(REFERENCE)].map(([it]) => it)[0];

interface Group {
  readonly busy: string;
  readonly members: readonly string[];
}

/** Resources whose creation keeps another one busy. */
function groups(graph: Graph): Group[] {
  const members = new Map<string, string[]>();
  const add = (busy: string | undefined, address: string): void => {
    if (busy !== undefined) members.set(busy, [...(members.get(busy) ?? []), address]);
  };
  for (const [address, { block }] of nodesOf(graph, "virtual_network_gateway_connection"))
    add(target(block.virtual_network_gateway_id), address);
  for (const [address, { block }] of nodesOf(graph, "route_server_bgp_connection"))
    add(target(block.route_server_id), address);
  for (const [address, { block }] of nodesOf(graph, "route_server", "virtual_network_gateway"))
    add(networkOf(graph, subnetOf(block)), address);
  return [...members].map(([busy, all]) => ({ busy, members: all }));
}

interface Order {
  readonly later: string;
  readonly earlier: string;
  readonly why: string;
}

function inOrder(graph: Graph): Order[] {
  return [...protectedMachines(graph), ...peersThatExist(graph), ...peerings(graph), ...defaultsThatExist(graph)];
}

/** A machine is never up before the security rules and routes of its subnet. */
function protectedMachines(graph: Graph): Order[] {
  const associations = nodesOf(graph, "subnet_network_security_group_association", "subnet_route_table_association");
  return nodesOf(graph, "linux_virtual_machine", "windows_virtual_machine").flatMap(([later, { block }]) => {
    const subnet = target(
      JSON.stringify(graph.get(target(JSON.stringify(block.network_interface_ids)) ?? "")?.block.ip_configuration),
    );
    return associations
      .filter(([, association]) => target(association.block.subnet_id) === subnet)
      .map(([earlier]) => ({ later, earlier, why: "the machine would be without the rules of its subnet" }));
  });
}

/** A BGP connection to an NVA that is not there yet would come up at some later time, unseen. */
function peersThatExist(graph: Graph): Order[] {
  const machines = nodesOf(graph, "linux_virtual_machine");
  return nodesOf(graph, "route_server_bgp_connection").flatMap(([later, { block }]) =>
    machines
      .filter(([, machine]) => addressesOf(graph, machine.block).includes(String(block.peer_ip)))
      .map(([earlier]) => ({ later, earlier, why: "the NVA has to exist before its BGP connection" })),
  );
}

/** The remote gateway's side first: Azure refuses to use a gateway or Route Server that the other side does not share. */
function peerings(graph: Graph): Order[] {
  const all = nodesOf(graph, "virtual_network_peering");
  return all
    .filter(([, { block }]) => block.use_remote_gateways === true)
    .flatMap(([later, { block }]) => {
      const remote = target(block.remote_virtual_network_id);
      const shares = all.filter(
        ([, other]) =>
          isIn(graph, other.block, remote) && isIn(graph, block, target(other.block.remote_virtual_network_id)),
      );
      const servers = nodesOf(graph, "route_server", "virtual_network_gateway").filter(
        ([, server]) => networkOf(graph, subnetOf(server.block)) === remote,
      );
      return [...shares, ...servers].map(([earlier]) => ({
        later,
        earlier,
        why: "it uses the gateway or Route Server of the other side",
      }));
    });
}

/** A hub follows a default route only when the NVA that it leads to is there. */
function defaultsThatExist(graph: Graph): Order[] {
  const peers = nodesOf(graph, "route_server_bgp_connection");
  const sharing = (network: string | undefined): boolean =>
    nodesOf(graph, "route_server").some(([, { block }]) => networkOf(graph, subnetOf(block)) === network);
  return nodesOf(graph, "virtual_network_gateway_connection").flatMap(([later, { block }]) => {
    const gateway = graph.get(target(block.virtual_network_gateway_id) ?? "");
    const network = gateway && networkOf(graph, subnetOf(gateway.block));
    if (!sharing(network)) return [];
    return peers
      .filter(([, peer]) => {
        const server = graph.get(target(peer.block.route_server_id) ?? "");
        return server !== undefined && networkOf(graph, subnetOf(server.block)) === network;
      })
      .map(([earlier]) => ({ later, earlier, why: "the default route would lead to an NVA that is not there" }));
  });
}

function subnetOf(block: Block): string | undefined {
  const own = block.subnet_id ?? (block.ip_configuration as readonly Block[] | undefined)?.[0]?.subnet_id;
  return target(own);
}

const networkOf = (graph: Graph, subnet: string | undefined): string | undefined =>
  target(graph.get(subnet ?? "")?.block.virtual_network_name);

const isIn = (graph: Graph, { virtual_network_name: name }: Block, network: string | undefined): boolean =>
  network !== undefined && (target(name) === network || name === graph.get(network)?.block.name);

function addressesOf(graph: Graph, machine: Block): readonly string[] {
  const nic = graph.get(target(JSON.stringify(machine.network_interface_ids)) ?? "");
  const configurations = (nic?.block.ip_configuration ?? []) as readonly Block[];
  return configurations.map(({ private_ip_address: address }) => String(address));
}

const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
