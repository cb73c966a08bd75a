import type { PublicIp, Topology } from "../../model/azure";
import { isOpen } from "../../unknown/value";
import { certain, type Refusal } from "./refusal";

/** Public IPs of a SKU or allocation that what uses them does not take (row 11.2). */
export function publicIps(topology: Topology): Refusal[] {
  const byId = new Map(topology.publicIps.map((publicIp) => [publicIp.id, publicIp]));
  return usersOf(topology).flatMap(({ user, networks, publicIps: ids, needsStandard, bearsOn }) =>
    ids.flatMap((id) => {
      const publicIp = byId.get(id);
      const wrong = publicIp && (needsStandard ? notStandard(publicIp) : contradictory(publicIp));
      if (!publicIp || wrong === undefined) return [];
      return [
        {
          networks: [...networks],
          at: id,
          text: needsStandard
            ? `${user} does not take ${publicIp.name}: its public IP must be Standard and static`
            : `${publicIp.name} of ${user} is a Standard public IP with dynamic allocation`,
          got: wrong,
          want: 'sku = "Standard" and allocation_method = "Static" (Azure)',
          fix: '"sku": "Standard", "allocation_method": "Static"',
          row: "11.2" as const,
          ...(bearsOn && { bearsOn }),
        },
      ];
    }),
  );
}

/** Something with public IPs. */
interface User {
  /** "Route Server rs-hub100". */
  readonly user: string;
  /** Ids of its networks. */
  readonly networks: readonly string[];
  readonly publicIps: readonly string[];
  /** The NIC of a machine had Basic public IPs until Azure retired them, and may keep one. */
  readonly needsStandard: boolean;
  readonly bearsOn?: Refusal["bearsOn"];
}

function usersOf(topology: Topology): User[] {
  const networkOf = new Map(topology.subnets.map(({ id, network }) => [id, network]));
  const inSubnet = (subnet: string | undefined): string[] => [networkOf.get(subnet ?? "") ?? []].flat();
  return [
    ...topology.routeServers.map(({ name, network, publicIps: ids }) =>
      standardOnly(`Route Server ${name}`, [network], ids),
    ),
    // A VPN gateway of SKU Basic had Basic public IPs until Azure retired them.
    ...topology.gateways
      .filter(({ sku }) => sku?.toLowerCase() !== "basic")
      .map(({ name, network, publicIps: ids }) => ({
        ...standardOnly(`gateway ${name}`, [network], ids),
        bearsOn: "gateways" as const,
      })),
    ...topology.firewalls.map(({ name, subnet, publicIps: ids }) =>
      standardOnly(`firewall ${name}`, inSubnet(subnet), ids),
    ),
    ...topology.bastions.map(({ name, subnet, publicIps: ids }) => ({
      ...standardOnly(`Azure Bastion ${name}`, inSubnet(subnet), ids),
      bearsOn: "nothing" as const,
    })),
    ...topology.natGateways.map(({ id, name, publicIps: ids }) => {
      const subnets = topology.subnets.filter(({ natGateway }) => natGateway === id);
      return standardOnly(`NAT gateway ${name}`, [...new Set(subnets.map(({ network }) => network))], ids);
    }),
    ...topology.nics.map((nic) => ({
      user: nic.name,
      networks: inSubnet(nic.subnet),
      publicIps: [certain(nic, "publicIp") ?? []].flat(),
      needsStandard: false,
    })),
  ];
}

const standardOnly = (user: string, networks: readonly string[], ids: readonly string[]): User => ({
  user,
  networks,
  publicIps: ids,
  needsStandard: true,
});

/** Without a SKU it is Standard, or Basic where the provider is older than 4.0. */
function notStandard({ sku = "Standard", allocation = "Static" }: PublicIp): string | undefined {
  const basic = /^basic$/i.test(sku) ? [`"sku": "${sku}"`] : [];
  const dynamic = isDynamic(allocation) ? [`"allocation_method": "${allocation}"`] : [];
  const wrong = [...basic, ...dynamic];
  return wrong.length === 0 ? undefined : wrong.join(", ");
}

const contradictory = ({ sku = "", allocation = "" }: PublicIp): string | undefined =>
  /^standard/i.test(sku) && isDynamic(allocation) ? `"sku": "${sku}", "allocation_method": "${allocation}"` : undefined;

const isDynamic = (allocation: string): boolean => !isOpen(allocation) && /^dynamic$/i.test(allocation);
