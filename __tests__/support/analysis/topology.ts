import { ALL_KINDS } from "../../../lib/analysis/kinds/all-kinds";
import type {
  BgpConnection,
  Connection,
  Gateway,
  Machine,
  Network,
  Nic,
  RouteServer,
  Subnet,
  Topology,
} from "../../../lib/analysis/model/azure";
import type { Route } from "../../../lib/analysis/bgp/route";
import type { Guest, GuestNeighbor } from "../../../lib/analysis/model/guest";

/** A topology of these components alone. */
export const topologyOf = (parts: Partial<Topology>): Topology => ({
  ...(Object.fromEntries(ALL_KINDS.map(({ list }) => [list, []])) as unknown as Topology),
  onPremises: [],
  unread: [],
  resources: [],
  unordered: [],
  twoOwners: [],
  notes: [],
  ...parts,
});

/** A network 10.0.0.0/16. */
export const network = (id: string, changes: Partial<Network> = {}): Network => ({
  id,
  name: `vnet-${id}`,
  addressSpace: ["10.0.0.0/16"],
  ...changes,
});

/** A subnet 10.0.0.0/24, not private. */
export const subnet = (id: string, changes: Partial<Subnet> = {}): Subnet => ({
  id,
  name: id,
  network: "hub",
  prefixes: ["10.0.0.0/24"],
  defaultOutboundAccess: true,
  serviceEndpoints: [],
  privateEndpointPolicyForRoutes: false,
  privateEndpointPolicyForGroups: false,
  ...changes,
});

/** An ExpressRoute gateway of the network hub that exchanges traffic with other virtual networks. */
export const gateway = (id: string, changes: Partial<Gateway> = {}): Gateway => ({
  id,
  name: `gw-${id}`,
  kind: "ExpressRoute",
  network: "hub",
  remoteVnetTraffic: true,
  virtualWanTraffic: false,
  bgp: true,
  asn: 65515,
  activeActive: true,
  publicIps: [],
  ...changes,
});

/** The Route Server of the network hub, with branch-to-branch. */
export const routeServer = (id: string, changes: Partial<RouteServer> = {}): RouteServer => ({
  id,
  name: `rs-${id}`,
  network: "hub",
  branchToBranch: true,
  hubRoutingPreference: "ExpressRoute",
  addresses: ["10.0.1.4", "10.0.1.5"],
  publicIps: [],
  ...changes,
});

/** A connection of a gateway, with BGP. */
export const connection = (id: string, changes: Partial<Connection> = {}): Connection => ({
  id,
  name: `conn-${id}`,
  gateway: "gw",
  routingWeight: 0,
  bgp: true,
  fastPath: false,
  ...changes,
});

/** A BGP connection of the Route Server rs to 10.0.0.10, AS 65001. */
export const bgpConnection = (id: string, changes: Partial<BgpConnection> = {}): BgpConnection => ({
  id,
  name: `bgp-${id}`,
  routeServer: "rs",
  peerAsn: 65001,
  peerAddress: "10.0.0.10",
  ...changes,
});

/** A NIC in the subnet default, with the address 10.0.0.10. */
export const nic = (id: string, changes: Partial<Nic> = {}): Nic => ({
  id,
  name: `nic-${id}`,
  subnet: "default",
  address: "10.0.0.10",
  forwarding: true,
  applicationSecurityGroups: [],
  ...changes,
});

/** A Linux machine with the NIC "nic". */
export const machine = (id: string, guest?: Partial<Guest>): Machine => ({
  id,
  name: `vm-${id}`,
  nics: ["nic"],
  operatingSystem: "linux",
  ...(guest && {
    guest: { forwards: { value: true, because: "test" }, forward: [], postrouting: [], unread: [], ...guest },
  }),
});

/** A guest's neighbor: an instance of the Route Server whose session comes up. */
export const neighbor = (address: string, changes: Partial<GuestNeighbor> = {}): GuestNeighbor => ({
  address,
  remoteAsn: 65515,
  multihop: 4,
  shutdown: false,
  active: true,
  password: false,
  originates: [],
  in: [],
  out: [],
  ...changes,
});

/** A route to 0.0.0.0/0 that an NVA announced, AS path 65001. */
export const route = (changes: Partial<Route> = {}): Route => ({
  prefix: "0.0.0.0/0",
  asPath: [65001],
  kind: "nva",
  origin: "vm",
  communities: [],
  stations: ["vm"],
  ...changes,
});

/** A resource that is not modelled, of an unknown type that may change anything. */
export const unread = (id: string, more: Partial<Topology["unread"][number]> = {}): Topology["unread"][number] => ({
  id,
  name: id,
  type: id.split(".")[0]!,
  effect: "network",
  does: "may change anything",
  subnets: [],
  networks: [],
  nics: [],
  everything: true,
  ...more,
});
