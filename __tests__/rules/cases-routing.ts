import { fails, passes, type Case } from "./case";
import { connection, gateway, network, place, route, subnet, type Article } from "./declaration-builder";

const peers =
  (count: number) =>
  ({ routeServer }: Article) => {
    for (let i = 1; i < count; i++)
      routeServer.peers.push({ at: place(`main/nva10${i}`, "asn"), address: `10.100.0.${i + 20}`, asn: 65001 });
  };

const networks =
  (count: number) =>
  ({ app, circuit }: Article) => {
    for (let i = 2; i < count; i++) {
      app.networks.push(network(`main/hub${i}`, `vnet-hub${i}`, `172.16.${i}.0/24`));
      app.gateways.push(gateway(`main/hub${i}`));
      app.connections.push(connection(`main/hub${i}`, circuit.path, false));
    }
  };

const circuits =
  (count: number, sku: string | undefined) =>
  ({ app, circuit, hubGateway }: Article) => {
    hubGateway.sku = sku;
    for (let i = 2; i <= count; i++) {
      app.circuits.push({ ...circuit, path: `main/circuit${i}`, circuitId: `${circuit.circuitId}${i}` });
      app.connections.push(connection("main/hub00", `main/circuit${i}`, false, i));
    }
  };

const hubRouteServer =
  (branchToBranch: boolean | undefined) =>
  ({ app, hub }: Article) =>
    app.routeServers.push({ path: "main/hub00/route-server", network: hub.path, branchToBranch, peers: [] });

/** Route Servers, gateways, circuits, routes and the NVA. */
export const ROUTING_CASES: readonly Case[] = [
  passes("too-many-bgp-peers", "eight", peers(8)),
  fails("too-many-bgp-peers", "nine", peers(9), [
    {
      at: "main/nva108 asn",
      sentence: "Route Server main/hub100/route-server has 9 BGP peers",
      got: "9 peers",
      want: "at most 8 (Route Server)",
      fix: "leave out main/nva108",
    },
  ]),

  passes("too-many-networks-on-circuit", "ten", networks(10)),
  fails("too-many-networks-on-circuit", "eleven", networks(11), [
    {
      at: "main/hub10/gateway/connection routingWeight",
      also: "main/circuit circuitId",
      sentence: "11 VNets are on one circuit",
      got: "11 VNets",
      want: "at most 10 (ExpressRoute Standard), 20 to 100 (Premium)",
      fix: "connect vnet-hub10 to another circuit, or make this one Premium",
    },
  ]),

  passes("route-on-reserved-subnet", "a route to an appliance on GatewaySubnet", ({ siteSubnets }) => {
    siteSubnets.gateway.routes = [
      route("main/hub100", 0, "10.100.1.0/24", "VirtualAppliance", { nextHopAddress: "10.100.0.10" }),
    ];
  }),
  passes("route-on-reserved-subnet", "a route that is not known yet", ({ siteSubnets }) => {
    siteSubnets.gateway.routes = [
      {
        at: place("main/hub100", "gateway.routes.0"),
        name: "r",
        prefix: undefined,
        nextHopType: "None",
        nextHopAddress: undefined,
      },
    ];
  }),
  fails(
    "route-on-reserved-subnet",
    "a default on GatewaySubnet",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [route("main/hub100", 0, "0.0.0.0/0", "Internet")];
    },
    [
      {
        at: "main/hub100 routes.0.addressPrefix",
        sentence: "GatewaySubnet has a user-defined route for 0.0.0.0/0",
        got: "0.0.0.0/0",
        want: "routes for single prefixes only (ExpressRoute gateway)",
        fix: "leave out routes.0",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "a default in two halves",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [
        route("main/hub100", 0, "0.0.0.0/1", "Internet"),
        route("main/hub100", 1, "128.0.0.0/1", "Internet"),
      ];
    },
    [
      {
        at: "main/hub100 routes.0.addressPrefix",
        sentence: "GatewaySubnet has a user-defined route for 0.0.0.0/1 and 128.0.0.0/1",
        got: "0.0.0.0/1 and 128.0.0.0/1",
        fix: "leave out routes.0, routes.1",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "propagation off on GatewaySubnet",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [];
      siteSubnets.gateway.gatewayRoutes = false;
    },
    [
      {
        at: "main/hub100 gateway.gatewayRoutes",
        sentence: "GatewaySubnet does not take over gateway routes",
        got: "propagation of gateway routes off",
        fix: "gatewayRoutes: true",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "a route table on RouteServerSubnet",
    ({ siteSubnets }) => {
      siteSubnets.routeServer.routes = [route("main/hub100", 0, "10.9.0.0/16", "None")];
    },
    [
      {
        at: "main/hub100 routeServer.routes",
        sentence: "RouteServerSubnet has a route table",
        got: "a route table with 1 route",
        fix: "leave routes out",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "an empty route table on RouteServerSubnet",
    ({ siteSubnets }) => (siteSubnets.routeServer.routes = []),
    [
      {
        at: "main/hub100 routeServer.routes",
        sentence: "RouteServerSubnet has a route table",
        got: "a route table with 0 routes",
        fix: "leave routes out",
      },
    ],
  ),

  passes("security-group-on-reserved-subnet", "other subnets", () => undefined),
  fails(
    "security-group-on-reserved-subnet",
    "both",
    ({ siteSubnets, hubSubnets }) => {
      siteSubnets.routeServer.networkSecurityGroup = true;
      hubSubnets.gateway.networkSecurityGroup = true;
    },
    [
      {
        at: "main/hub00 gateway.securityRules",
        sentence: "GatewaySubnet has a network security group",
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "leave securityRules out",
      },
      {
        at: "main/hub100 routeServer.securityRules",
        sentence: "RouteServerSubnet has a network security group",
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "leave securityRules out",
      },
    ],
  ),

  passes("routing-weight-out-of-range", "the highest", ({ hubConnection }) => (hubConnection.routingWeight = 32_000)),
  fails("routing-weight-out-of-range", "beyond it", ({ hubConnection }) => (hubConnection.routingWeight = 32_001), [
    {
      at: "main/hub00/gateway/connection routingWeight",
      sentence: "the routing weight 32001 is no whole number from 0 to 32000",
      got: "32001",
      want: "0-32000, the higher the better (ExpressRoute)",
      fix: "routingWeight: 32000",
    },
  ]),
  fails("routing-weight-out-of-range", "no number", ({ hubConnection }) => (hubConnection.routingWeight = Number.NaN), [
    {
      at: "main/hub00/gateway/connection routingWeight",
      sentence: "the routing weight NaN is no whole number from 0 to 32000",
      got: "NaN",
      fix: "routingWeight: 0",
    },
  ]),

  passes("second-route-server-in-network", "one in each", (parts) => {
    hubRouteServer(true)(parts);
    parts.app.routeServers.at(-1)?.peers.push({ at: place("main/nva00", "asn"), address: "10.0.0.10", asn: 65002 });
  }),
  fails(
    "second-route-server-in-network",
    "two in one",
    ({ app, routeServer }) => app.routeServers.push({ ...routeServer, path: "main/second" }),
    [
      {
        at: "main/second name",
        also: "main/hub100/route-server name",
        sentence: "vnet-hub100 has a Route Server already",
        got: "a second Route Server in one VNet",
        want: "one Route Server in a VNet (Azure)",
        fix: "leave main/second out, and give its peers to main/hub100/route-server",
      },
    ],
  ),

  passes("live-circuit-without-opt-in", "a circuit that no default comes to", ({ circuit, siteConnection }) => {
    circuit.acceptsDefaultRoute = false;
    siteConnection.bringsDefaultRoute = false;
  }),
  fails("live-circuit-without-opt-in", "a site on it", ({ circuit }) => (circuit.acceptsDefaultRoute = false), [
    {
      at: "main/circuit acceptsDefaultRoute",
      also: "main/hub100/gateway/connection connectTo",
      sentence: "vnet-hub100 brings 0.0.0.0/0 to all that is linked to the existing circuit main/circuit",
      got: "acceptsDefaultRoute: false",
      want: "true, once the circuit's owner agrees",
      fix: "acceptsDefaultRoute: true",
    },
  ]),

  passes("circuit-id-malformed", "an id that is not known yet", ({ circuit }) => (circuit.circuitId = undefined)),
  fails(
    "circuit-id-malformed",
    "another letter case",
    ({ circuit }) => (circuit.circuitId = circuit.circuitId?.replace("resourceGroups", "resourcegroups")),
    [
      {
        at: "main/circuit circuitId",
        sentence: "the circuit's id has segments in another letter case",
        got: '"/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc"',
        want: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/…",
        fix: 'circuitId: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc"',
      },
    ],
  ),
  fails("circuit-id-malformed", "its name", ({ circuit }) => (circuit.circuitId = "erc"), [
    {
      at: "main/circuit circuitId",
      sentence: '"erc" is no id of an ExpressRoute circuit',
      got: '"erc"',
      fix: 'circuitId: "/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/expressRouteCircuits/<circuit>"',
    },
  ]),

  passes("authorization-key-missing", "one subscription", ({ circuit, hubConnection, siteConnection }) => {
    circuit.authorizationKeys = undefined;
    hubConnection.authorized = siteConnection.authorized = false;
  }),
  fails(
    "authorization-key-missing",
    "one key for two",
    ({ circuit, siteConnection }) => {
      circuit.authorizationKeys = 1;
      siteConnection.authorized = false;
    },
    [
      {
        at: "main/hub100/gateway/connection authorizationKey",
        also: "main/circuit authorizationKeys",
        sentence: "circuit main/circuit has 1 key for 2 connections",
        got: "no authorization key",
        want: "a key for each connection, once any has one (ExpressRoute)",
        fix: "a further entry in authorizationKeys of main/circuit, or authorizationKey here",
      },
    ],
  ),
  fails(
    "authorization-key-missing",
    "two keys for three",
    (parts) => {
      networks(3)(parts);
      Object.assign(parts.app.connections.at(-1) ?? {}, { authorized: false });
    },
    [
      {
        at: "main/hub2/gateway/connection authorizationKey",
        also: "main/circuit authorizationKeys",
        sentence: "circuit main/circuit has 2 keys for 3 connections",
        got: "no authorization key",
        fix: "a further entry in authorizationKeys of main/circuit, or authorizationKey here",
      },
    ],
  ),

  passes("gateway-sku-refused", "the largest", ({ hubGateway }) => (hubGateway.sku = "UltraPerformance")),
  fails("gateway-sku-refused", "a VPN gateway's", ({ hubGateway }) => (hubGateway.sku = "VpnGw1"), [
    {
      at: "main/hub00/gateway sku",
      sentence: "VpnGw1 is a SKU of VPN gateways",
      got: '"VpnGw1"',
      want: "Standard, HighPerformance, UltraPerformance, ErGw1AZ, ErGw2AZ or ErGw3AZ (azurerm)",
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "a larger VPN gateway's", ({ hubGateway }) => (hubGateway.sku = "VpnGw2AZ"), [
    {
      at: "main/hub00/gateway sku",
      sentence: "VpnGw2AZ is a SKU of VPN gateways",
      got: '"VpnGw2AZ"',
      fix: 'sku: "ErGw2AZ"',
    },
  ]),
  fails("gateway-sku-refused", "the largest VPN gateway's", ({ hubGateway }) => (hubGateway.sku = "VpnGw5"), [
    {
      at: "main/hub00/gateway sku",
      sentence: "VpnGw5 is a SKU of VPN gateways",
      got: '"VpnGw5"',
      fix: 'sku: "ErGw3AZ"',
    },
  ]),
  fails("gateway-sku-refused", "another letter case", ({ hubGateway }) => (hubGateway.sku = "ergw1az"), [
    {
      at: "main/hub00/gateway sku",
      sentence: "ergw1az is ErGw1AZ in another letter case",
      got: '"ergw1az"',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "one of a later provider", ({ hubGateway }) => (hubGateway.sku = "ErGwScale"), [
    {
      at: "main/hub00/gateway sku",
      sentence: "ErGwScale needs a later azurerm than this library's",
      got: '"ErGwScale"',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "nothing", ({ hubGateway }) => (hubGateway.sku = ""), [
    {
      at: "main/hub00/gateway sku",
      sentence: "an empty text is no SKU of ExpressRoute gateways",
      got: '""',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),

  passes("route-next-hop-refused", "a type and an address that are not known yet", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push({
      at: place("main/hub00/jump-subnet", "routes.1"),
      name: "r",
      prefix: "10.9.0.0/16",
      nextHopType: undefined,
      nextHopAddress: "10.0.0.9",
    });
  }),
  fails(
    "route-next-hop-refused",
    "another letter case",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        sentence: '"internet" is no type of next hop',
        got: '"internet"',
        want: "VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance, None (Azure)",
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "a type that is none",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "NVA", { nextHopAddress: "10.0.0.9" }),
        route("main/hub00/jump-subnet", 2, "10.8.0.0/16", "NVA"),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        sentence: '"NVA" is no type of next hop',
        got: '"NVA"',
        fix: 'nextHopType: "VirtualAppliance"',
      },
      {
        at: "main/hub00/jump-subnet routes.2.nextHopType",
        sentence: '"NVA" is no type of next hop',
        got: '"NVA"',
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "an address too many",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "Internet", { nextHopAddress: "10.0.0.9" }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        sentence: "the next hop Internet has an address, 10.0.0.9",
        got: "10.0.0.9",
        fix: 'nextHopType: "VirtualAppliance"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "words as an address",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance", { nextHopAddress: "hello" }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        sentence: 'the next hop "hello" is no IPv4 address',
        got: '"hello"',
        fix: 'nextHopIpAddress: "10.100.0.10"',
      },
    ],
  ),

  fails(
    "route-next-hop-refused",
    "an appliance without address",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        sentence: "the next hop VirtualAppliance has no address",
        got: "no nextHopIpAddress",
        fix: 'nextHopIpAddress: "10.100.0.10"',
      },
    ],
  ),

  passes("route-prefix-twice", "the same in two tables", () => undefined),
  fails(
    "route-prefix-twice",
    "the same prefix",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "0.0.0.0/0", "None"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        also: "main/hub00/jump-subnet routes.0.addressPrefix",
        sentence: "the route table has a route for 0.0.0.0/0 already",
        got: "0.0.0.0/0",
        want: "each prefix once in a route table (Azure)",
        fix: "leave out routes.1 (route-1)",
      },
    ],
  ),
  fails(
    "route-prefix-twice",
    "the same tag in a table that two subnets share",
    ({ hubSubnets, hub }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "Storage", "Internet"), {
        at: place("main/hub00/jump-subnet", "routes.2"),
        name: undefined,
        prefix: "storage",
        nextHopType: "Internet",
        nextHopAddress: undefined,
      });
      hub.subnets.push(
        subnet(place("main/hub00/extra", "prefix"), "extra", "10.0.30.0/24", { routes: hubSubnets.jump.routes }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.2.addressPrefix",
        also: "main/hub00/jump-subnet routes.1.addressPrefix",
        sentence: "the route table has a route for storage already",
        got: "storage",
        fix: "leave out routes.2",
      },
    ],
  ),

  passes("timers-refused", "the slowest, and some that are not known yet", ({ nva }) =>
    Object.assign(nva, { keepaliveSeconds: undefined, holdSeconds: 180 }),
  ),
  passes("timers-refused", "a hold time that is not known yet", ({ nva }) =>
    Object.assign(nva, { keepaliveSeconds: 60, holdSeconds: undefined }),
  ),
  fails("timers-refused", "less than three keepalives", ({ nva }) => (nva.holdSeconds = 8), [
    {
      at: "main/nva100 holdSeconds",
      sentence: "a hold time of 8 seconds is less than three keepalives of 3",
      got: "8",
      want: "a whole number from 9 to 180 (RFC 4271, Route Server)",
      fix: "holdSeconds: 9",
    },
  ]),
  fails("timers-refused", "a hold time that no peer takes", ({ nva }) => (nva.holdSeconds = 2), [
    {
      at: "main/nva100 holdSeconds",
      sentence: "a hold time of 2 seconds is none of 3 or more",
      got: "2",
      fix: "holdSeconds: 9",
    },
  ]),
  fails("timers-refused", "more than the Route Server's", ({ nva }) => (nva.holdSeconds = 240), [
    {
      at: "main/nva100 holdSeconds",
      sentence: "the Route Server lowers a hold time of 240 seconds to 180",
      got: "240",
      fix: "holdSeconds: 180",
    },
  ]),
  fails("timers-refused", "no keepalive", ({ nva }) => (nva.keepaliveSeconds = 0), [
    {
      at: "main/nva100 keepaliveSeconds",
      sentence: "a keepalive every 0 seconds is none from 1 to 60",
      got: "0",
      fix: "keepaliveSeconds: 3",
    },
  ]),
  fails("timers-refused", "half a second", ({ nva }) => (nva.keepaliveSeconds = 0.5), [
    {
      at: "main/nva100 keepaliveSeconds",
      sentence: "a keepalive every 0.5 seconds is none from 1 to 60",
      got: "0.5",
      fix: "keepaliveSeconds: 3",
    },
  ]),

  passes("prepend-without-effect", "a standby", ({ nva }) => (nva.prepend = 3)),
  fails(
    "prepend-without-effect",
    "a default that is announced always",
    ({ nva }) => Object.assign(nva, { prepend: 2, defaultRoute: "always" }),
    [
      {
        at: "main/nva100 prepend",
        also: "main/nva100 defaultRoute",
        sentence: "prepending 2 times does not reach a default route that is announced always",
        got: 'prepend: 2, defaultRoute: "always"',
        want: 'prepend with defaultRoute "follow-health" only (FRR)',
        fix: 'defaultRoute: "follow-health"',
      },
    ],
  ),
  fails("prepend-without-effect", "too often", ({ nva }) => (nva.prepend = 11), [
    {
      at: "main/nva100 prepend",
      sentence: "the AS path cannot be prepended 11 times",
      got: "11",
      fix: "prepend: 10",
    },
  ]),
  fails("prepend-without-effect", "less than never", ({ nva }) => (nva.prepend = -1), [
    {
      at: "main/nva100 prepend",
      sentence: "the AS path cannot be prepended -1 times",
      got: "-1",
      fix: "prepend: 0",
    },
  ]),
  fails("prepend-without-effect", "no number", ({ nva }) => (nva.prepend = Number.NaN), [
    {
      at: "main/nva100 prepend",
      sentence: "the AS path cannot be prepended NaN times",
      got: "NaN",
      fix: "prepend: 0",
    },
  ]),

  passes("branch-to-branch-off", "without a circuit", ({ routeServer, app }) => {
    routeServer.branchToBranch = false;
    app.connections = [];
    app.circuits = [];
  }),
  fails("branch-to-branch-off", "with a circuit", ({ routeServer }) => (routeServer.branchToBranch = false), [
    {
      at: "main/hub100/route-server branchToBranchTraffic",
      also: "main/hub100/gateway/connection routingWeight",
      sentence: "Route Server main/hub100/route-server keeps its routes from the gateway of its VNet",
      got: "branchToBranchTraffic: false",
      want: "true in a VNet that is connected to a circuit (Route Server)",
      fix: "branchToBranchTraffic: true",
    },
  ]),

  passes("remote-vnet-traffic-off", "without a circuit", ({ hubGateway, app }) => {
    hubGateway.remoteVnetTraffic = false;
    app.connections = [];
    app.circuits = [];
  }),
  fails("remote-vnet-traffic-off", "with a circuit", ({ hubGateway }) => (hubGateway.remoteVnetTraffic = false), [
    {
      at: "main/hub00/gateway remoteVnetTraffic",
      also: "main/hub00/gateway/connection routingWeight",
      sentence: "gateway main/hub00/gateway exchanges nothing with other VNets on its circuit",
      got: "remoteVnetTraffic: false",
      want: "true on every gateway that the traffic passes (ExpressRoute)",
      fix: "remoteVnetTraffic: true",
    },
  ]),

  passes(
    "route-server-without-peer",
    "an NVA that has no connection yet",
    ({ routeServer }) => (routeServer.peers = []),
  ),
  passes(
    "route-server-without-peer",
    "one in a hub, which may be told that it blocks the default",
    hubRouteServer(undefined),
  ),
  fails("route-server-without-peer", "one in a hub that blocks nothing", hubRouteServer(false), [
    {
      at: "main/hub00/route-server peers",
      sentence: "Route Server main/hub00/route-server has no BGP peer",
      got: "no peer",
      want: "an NVA that announces the default route",
      fix: 'new FrrNva(stack, "nva100", { site, asn: 65001, … })',
    },
  ]),
  fails(
    "route-server-without-peer",
    "none",
    ({ routeServer, app }) => {
      routeServer.peers = [];
      app.nvas = [];
    },
    [
      {
        at: "main/hub100/route-server peers",
        sentence: "Route Server main/hub100/route-server has no BGP peer",
        got: "no peer",
        fix: 'new FrrNva(stack, "nva100", { site, asn: 65001, … })',
      },
    ],
  ),

  passes("nva-without-public-ip", "with one", () => undefined),
  fails("nva-without-public-ip", "without", ({ nva }) => (nva.hasPublicIp = false), [
    {
      at: "main/nva100 publicIp",
      sentence: "NVA main/nva100 has no public IP",
      got: "no public IP",
      want: "a public IP, or a NAT gateway on the subnet (Azure: there is no other way out of a private subnet)",
      fix: "publicIp: true",
    },
  ]),

  passes("jump-subnet-without-escape", "a way out for the operators only", ({ hubSubnets }) => {
    hubSubnets.jump.routes = [route("main/hub00/jump-subnet", 0, "198.51.100.0/24", "Internet")];
  }),
  passes(
    "jump-subnet-without-escape",
    "nobody who comes in, or nobody knows from where",
    ({ hubSubnets, jumpServer }) => {
      hubSubnets.jump.routes = undefined;
      jumpServer.operatorSources = undefined;
    },
  ),
  fails(
    "jump-subnet-without-escape",
    "a way out for somebody else",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes = [route("main/hub00/jump-subnet", 0, "192.0.2.0/24", "Internet")];
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        sentence: "the jump server's answers to 198.51.100.7 follow the learned default, through the NVA",
        got: "192.0.2.0/24 to Internet",
        fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
      },
    ],
  ),

  passes("virtual-network-tag-widened", "where a route of the subnet's own goes to the internet", ({ jumpRule }) => {
    jumpRule.sources = ["VirtualNetwork"];
  }),
  passes("virtual-network-tag-widened", "on the way out, or denied", ({ clientRule }) => {
    clientRule.access = "Deny";
    clientRule.sources = ["VirtualNetwork"];
  }),
  fails(
    "virtual-network-tag-widened",
    "where the default is learned",
    ({ clientRule }) => {
      clientRule.sources = ["VirtualNetwork"];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        got: "VirtualNetwork",
        fix: 'sources: ["10.0.0.0/16"]',
      },
    ],
  ),

  passes("tunnelled-source-refused", "an address, and what is known at apply", ({ siteDeclaration }) => {
    siteDeclaration.tunnelledSources?.push({
      at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
      source: "192.168.0.7",
    });
    siteDeclaration.tunnelledSources?.push({
      at: place("main/hub100", "nvaSubnet.tunnelledSources.4"),
      source: undefined,
    });
  }),
  fails(
    "tunnelled-source-refused",
    "carrier-grade NAT's range",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources?.push({
        at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
        source: "100.64.0.0/10",
      });
    },
    [
      {
        at: "main/hub100 nvaSubnet.tunnelledSources.3",
        sentence: "100.64.0.0/10 is not inside RFC 1918",
        want: "prefixes inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: '"10.0.0.0/8"',
      },
    ],
  ),
  fails(
    "tunnelled-source-refused",
    "host bits",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources?.push({
        at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
        source: "192.168.1.1/16",
      });
    },
    [
      {
        at: "main/hub100 nvaSubnet.tunnelledSources.3",
        sentence: "192.168.1.1/16 has bits set beyond its length",
        fix: '"192.168.0.0/16"',
      },
    ],
  ),

  passes("network-not-tunnelled", "a list that is known at apply", ({ siteDeclaration }) => {
    siteDeclaration.tunnelledSources = undefined;
  }),
  fails(
    "network-not-tunnelled",
    "a hub that the list leaves out",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources = [
        { at: place("main/hub100", "nvaSubnet.tunnelledSources.0"), source: "10.9.0.0/16" },
      ];
    },
    [
      {
        at: "main/hub100 tunnelledSources",
        also: "main/hub00 addressSpace",
        sentence: "10.0.0.0/16 of vnet-hub00 learns the default route, and the NVA's security group drops it",
        got: "10.9.0.0/16",
        fix: 'a further entry in tunnelledSources: "10.0.0.0/16"',
      },
    ],
  ),

  passes("health-numbers-refused", "half a second; and anything where the default is announced always", ({ nva }) => {
    nva.healthNumbers[0]!.value = 0.5;
    nva.healthNumbers[1]!.value = 0;
    nva.defaultRoute = "always";
  }),
  fails(
    "health-numbers-refused",
    "no failures, and no time between",
    ({ nva }) => {
      nva.healthNumbers[0]!.value = 0;
      nva.healthNumbers[1]!.value = 1.5;
    },
    [
      {
        at: "main/nva100 health.intervalSeconds",
        sentence: "health.intervalSeconds is 0",
        want: "seconds, more than 0",
        fix: "intervalSeconds: 1",
      },
      {
        at: "main/nva100 health.failures",
        sentence: "health.failures is 1.5",
        want: "a whole number of rounds, 1 or more",
        fix: "failures: 3",
      },
    ],
  ),

  passes("client-not-tunnelled", "a longer route, and one to an appliance", ({ hubSubnets }) => {
    hubSubnets.client.routes = [
      route("main/hub00/client", 0, "203.0.113.0/24", "Internet"),
      route("main/hub00/client", 1, "0.0.0.0/0", "VirtualAppliance", { nextHopAddress: "10.0.0.9" }),
    ];
  }),
  fails(
    "client-not-tunnelled",
    "a default of its own",
    ({ hubSubnets }) => {
      hubSubnets.client.routes = [route("main/hub00/client", 0, "0.0.0.0/0", "Internet")];
    },
    [
      {
        at: "main/hub00 client.routes",
        sentence: "client main/hub00/client goes straight to the internet, past the NVA",
        got: "0.0.0.0/0 to Internet",
        fix: "leave that route out",
      },
    ],
  ),
  fails(
    "client-not-tunnelled",
    "no routes of the gateway",
    ({ hubSubnets }) => {
      hubSubnets.client.gatewayRoutes = false;
    },
    [
      {
        at: "main/hub00 client.gatewayRoutes",
        sentence: "client main/hub00/client learns no default route",
        fix: "gatewayRoutes: true",
      },
    ],
  ),

  passes(
    "forwarded-traffic-denied",
    "a deny of one port, and one of everything after the allow",
    ({ app, nvaRule }) => {
      const rules = app.securityGroups[2]!.rules;
      rules.push({
        ...nvaRule,
        name: "NoSmtp",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["25"],
        protocol: "Tcp",
      });
      rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 200,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
    },
  ),
  fails(
    "forwarded-traffic-denied",
    "denies of everything before, and on the way out",
    ({ app, nvaRule }) => {
      const rules = app.securityGroups[2]!.rules;
      rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
      rules.push({
        ...nvaRule,
        name: "NoInternet",
        priority: 300,
        direction: "Outbound",
        access: "Deny",
        sources: ["*"],
        destinations: ["Internet"],
        destinationPorts: ["*"],
      });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0",
        sentence: "rule DenyAll keeps the clients' packets from the NVA",
        fix: "priority: 111",
      },
      {
        at: "main/hub100/nva-subnet securityRules.0",
        sentence: "rule NoInternet keeps the NVA from the internet",
        fix: "leave that rule out",
      },
    ],
  ),
  fails(
    "forwarded-traffic-denied",
    "a deny of a range with all that is tunnelled",
    ({ app, nvaRule, siteDeclaration }) => {
      siteDeclaration.tunnelledSources = [
        { at: place("main/hub100", "nvaSubnet.tunnelledSources.0"), source: "10.0.0.0/16" },
      ];
      app.securityGroups[2]!.rules.push({
        ...nvaRule,
        name: "Deny10",
        priority: 101,
        access: "Deny",
        sources: ["10.0.0.0/8"],
        destinationPorts: ["*"],
      });
    },
    [{ at: "main/hub100/nva-subnet securityRules.0", sentence: "rule Deny10 keeps the clients' packets from the NVA" }],
  ),

  fails(
    "forwarded-traffic-denied",
    "one deny for two NVAs, said once",
    ({ app, nva, nvaRule }) => {
      app.nvas.push({ ...nva, path: "main/nva101", privateIpAddress: "10.100.0.11" });
      app.securityGroups[2]!.rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0",
        sentence: "rule DenyAll keeps the clients' packets from the NVA",
      },
    ],
  ),

  passes("gateway-without-connection", "both are connected", () => undefined),
  fails(
    "gateway-without-connection",
    "the hub's is not",
    ({ app, siteConnection }) => (app.connections = [siteConnection]),
    [
      {
        at: "main/hub00/gateway connectTo",
        sentence: "the gateway of vnet-hub00 is connected to no circuit",
        fix: "gateway.connectTo(circuit)",
      },
    ],
  ),

  passes("own-text-broken", "lines that stay in their place", () => undefined),
  fails(
    "own-text-broken",
    "a line that does not",
    ({ nva }) => {
      nva.ownTextProblems = [
        {
          at: place("main/nva100", "natLines.forward.0"),
          got: '"}"',
          problem: '"}" opens or closes more braces than it closes or opens',
        },
      ];
    },
    [{ at: "main/nva100 natLines.forward.0", got: '"}"', fix: "correct or leave out natLines.forward.0" }],
  ),

  passes(
    "health-anchor-refused",
    "none, where the default is announced always; and one that is not known yet",
    ({ nva }) => {
      nva.defaultRoute = "always";
      nva.healthAnchors = [];
    },
  ),
  passes(
    "health-anchor-refused",
    "one that is not known yet",
    ({ nva }) => (nva.healthAnchors = [{ at: place("main/nva100", "health.anchors.0"), anchor: undefined }]),
  ),
  fails("health-anchor-refused", "none", ({ nva }) => (nva.healthAnchors = []), [
    {
      at: "main/nva100 health.anchors",
      sentence: "NVA main/nva100 has no anchor to tell its health by, so it never announces the default route",
      got: "[]",
      want: "one anchor at least",
      fix: 'anchors: ["1.1.1.1:443","8.8.8.8:443","9.9.9.9:443"]',
    },
  ]),
  fails(
    "health-anchor-refused",
    "of every kind",
    ({ nva }) => {
      const anchors = [
        "one.one.one.one:443",
        "1.1.1.1",
        "1.1.1.1:0",
        "1.1.1.1:443:1",
        "10.0.0.4:443",
        "168.63.129.16:53",
        "1.1.1.1:https",
      ];
      nva.healthAnchors = anchors.map((anchor, i) => ({ at: place("main/nva100", `health.anchors.${i}`), anchor }));
    },
    [
      {
        at: "main/nva100 health.anchors.0",
        sentence: '"one.one.one.one:443" does not begin with an IPv4 address',
        got: '"one.one.one.one:443"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.1",
        sentence: '"1.1.1.1" has no port',
        got: '"1.1.1.1"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.2",
        sentence: '"1.1.1.1:0" has no port from 1 to 65535',
        got: '"1.1.1.1:0"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.3",
        sentence: '"1.1.1.1:443:1" has no port from 1 to 65535',
        got: '"1.1.1.1:443:1"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.4",
        sentence: '"10.0.0.4:443" is no public address',
        got: '"10.0.0.4:443"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.5",
        sentence: '"168.63.129.16:53" is no public address',
        got: '"168.63.129.16:53"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.6",
        sentence: '"1.1.1.1:https" has no port from 1 to 65535',
        got: '"1.1.1.1:https"',
        fix: '"1.1.1.1:443"',
      },
    ],
  ),

  passes("frr-text-broken", "nothing wrong", () => undefined),
  fails(
    "frr-text-broken",
    "a route-map that is nowhere",
    ({ nva }) => nva.frrProblems.push("route-map rm-x is used but nowhere defined"),
    [
      {
        at: "main/nva100 frrLines",
        sentence: "route-map rm-x is used but nowhere defined",
        got: "the frrLines",
        want: "lines that do what they say (FRR)",
        fix: "correct or leave out that line of frrLines",
      },
    ],
  ),

  passes("circuit-connected-twice", "two circuits", circuits(2, "ErGw1AZ")),
  fails(
    "circuit-connected-twice",
    "the same",
    ({ app, circuit }) => app.connections.push(connection("main/hub00", circuit.path, false, 2)),
    [
      {
        at: "main/hub00/gateway/connection-2 routingWeight",
        also: "main/hub00/gateway/connection routingWeight",
        sentence: "gateway main/hub00/gateway is connected to circuit main/circuit already",
        got: "a second connection of the two",
        want: "one connection of a gateway to a circuit (ExpressRoute)",
        fix: "leave this connectTo out",
      },
    ],
  ),

  passes("nva-subnet-without-gateway-routes", "an NVA whose subnet is not known yet", ({ nva, siteSubnets }) => {
    nva.subnetName = undefined;
    siteSubnets.nva.gatewayRoutes = false;
  }),
  fails(
    "nva-subnet-without-gateway-routes",
    "propagation off",
    ({ siteSubnets }) => (siteSubnets.nva.gatewayRoutes = false),
    [
      {
        at: "main/hub100 nva.gatewayRoutes",
        sentence: "subnet nva of main/nva100 does not take over gateway routes",
        got: "propagation of gateway routes off",
        want: "propagation on, and a route 0.0.0.0/0 with next hop Internet (Azure)",
        fix: "gatewayRoutes: true",
      },
    ],
  ),

  passes("route-server-blocks-default", "one that has a peer", (parts) => {
    hubRouteServer(true)(parts);
    parts.app.routeServers.at(-1)?.peers.push({ at: place("main/nva00", "asn"), address: "10.0.0.10", asn: 65002 });
  }),
  fails("route-server-blocks-default", "a Route Server in the hub", hubRouteServer(true), [
    {
      at: "main/hub00/route-server branchToBranchTraffic",
      sentence: "Route Server main/hub00/route-server keeps the default route of its circuit out of vnet-hub00",
      got: "a Route Server without peers, with branch-to-branch traffic",
      want: "no Route Server in a VNet that is to be tunnelled",
      fix: "leave main/hub00/route-server out",
    },
  ]),

  passes("route-to-expressroute-gateway", "a VNet without ExpressRoute gateway", ({ app, hubSubnets }) => {
    app.gateways = [];
    app.connections = [];
    app.circuits = [];
    hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualNetworkGateway"));
  }),
  fails(
    "route-to-expressroute-gateway",
    "a VNet with one",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualNetworkGateway"), {
        at: place("main/hub00/jump-subnet", "routes.2"),
        name: "r",
        prefix: undefined,
        nextHopType: "VirtualNetworkGateway",
        nextHopAddress: undefined,
      });
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        sentence: "the route for 10.9.0.0/16 leads to a VPN gateway, and the VNet has an ExpressRoute gateway",
        got: "VirtualNetworkGateway",
        want: "Internet, VirtualAppliance, VnetLocal or None; or no route, and what BGP brings (Azure)",
        fix: 'nextHopType: "Internet"',
      },
      {
        at: "main/hub00/jump-subnet routes.2.nextHopType",
        sentence: "the route for its prefix leads to a VPN gateway, and the VNet has an ExpressRoute gateway",
        got: "VirtualNetworkGateway",
        want: "Internet, VirtualAppliance, VnetLocal or None; or no route, and what BGP brings (Azure)",
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),

  passes("next-hop-behind-circuit", "an appliance of one's own, and one that nobody knows", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push(
      route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance", { nextHopAddress: "10.0.0.9" }),
      route("main/hub00/jump-subnet", 2, "10.8.0.0/16", "VirtualAppliance", { nextHopAddress: "192.168.0.9" }),
    );
  }),
  fails(
    "next-hop-behind-circuit",
    "the NVA",
    ({ hubSubnets }) => {
      hubSubnets.client.routes = [
        route("main/hub00/client-subnet", 0, "0.0.0.0/0", "VirtualAppliance", { nextHopAddress: "10.100.0.10" }),
      ];
    },
    [
      {
        at: "main/hub00/client-subnet routes.0.nextHopIpAddress",
        sentence: "the next hop 10.100.0.10 is in vnet-hub100, behind the circuit",
        got: "10.100.0.10",
        want: "an address of vnet-hub00 or of a peered VNet (Azure)",
        fix: "leave out routes.0: the NVA's default comes by BGP",
      },
    ],
  ),

  passes("too-many-routes", "25 tags among 400", ({ hubSubnets, jumpServer }) => {
    jumpServer.operatorSources = undefined;
    hubSubnets.jump.routes = Array.from({ length: 400 }, (_, i) =>
      route("main/hub00/jump-subnet", i, i < 25 ? `Tag${i}` : `198.18.${i % 256}.${i >> 8}/32`, "Internet"),
    );
  }),
  fails(
    "too-many-routes",
    "401",
    ({ hubSubnets, jumpServer }) => {
      jumpServer.operatorSources = undefined;
      hubSubnets.jump.routes = Array.from({ length: 401 }, (_, i) =>
        route("main/hub00/jump-subnet", i, `198.18.${i % 256}.${i >> 8}/32`, "Internet"),
      );
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        sentence: "the route table has 401 routes",
        got: "401 routes",
        want: "at most 400 (Azure)",
        fix: "leave out 1, or join neighbouring prefixes",
      },
    ],
  ),
  fails(
    "too-many-routes",
    "26 tags",
    ({ hubSubnets, jumpServer }) => {
      jumpServer.operatorSources = undefined;
      hubSubnets.jump.routes = Array.from({ length: 26 }, (_, i) =>
        route("main/hub00/jump-subnet", i, `Tag${i}`, "Internet"),
      );
      hubSubnets.jump.routes.push({
        at: place("main/hub00/jump-subnet", "routes.26"),
        name: "r",
        prefix: undefined,
        nextHopType: "None",
        nextHopAddress: undefined,
      });
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        sentence: "the route table has 26 routes for service tags",
        got: "26 routes for service tags",
        fix: "leave out 1, or join neighbouring prefixes",
      },
    ],
  ),

  passes("too-many-circuits-on-gateway", "four, and a SKU that is not known yet", circuits(4, undefined)),
  fails("too-many-circuits-on-gateway", "five", circuits(5, "ErGw1AZ"), [
    {
      at: "main/hub00/gateway/connection-5 routingWeight",
      also: "main/hub00/gateway sku",
      sentence: "gateway main/hub00/gateway of SKU ErGw1AZ is connected to 5 circuits",
      got: "5 circuits",
      want: "at most 4 with ErGw1AZ (ExpressRoute)",
      fix: 'sku: "ErGw2AZ"',
    },
  ]),
  fails("too-many-circuits-on-gateway", "seventeen", circuits(17, "ErGw3AZ"), [
    {
      at: "main/hub00/gateway/connection-17 routingWeight",
      also: "main/hub00/gateway sku",
      sentence: "gateway main/hub00/gateway of SKU ErGw3AZ is connected to 17 circuits",
      got: "17 circuits",
      fix: "leave out 1 of the connections",
    },
  ]),

  passes("second-gateway-in-network", "one in each", () => undefined),
  fails(
    "second-gateway-in-network",
    "two in one",
    ({ app, hubGateway }) => app.gateways.push({ ...hubGateway, path: "main/second" }),
    [
      {
        at: "main/second name",
        also: "main/hub00/gateway name",
        sentence: "vnet-hub00 has an ExpressRoute gateway already",
        got: "a second ExpressRoute gateway in one VNet",
        want: "one ExpressRoute gateway in a VNet (Azure)",
        fix: "leave main/second out, and connect main/hub00/gateway to its circuits",
      },
    ],
  ),

  passes(
    "default-on-another-circuit",
    "no site at all",
    ({ siteConnection }) => (siteConnection.bringsDefaultRoute = false),
  ),
  fails(
    "default-on-another-circuit",
    "hub and site apart",
    ({ app, circuit, hubConnection }) => {
      app.circuits.push({ ...circuit, path: "main/circuit2", circuitId: `${circuit.circuitId}2` });
      hubConnection.circuit = "main/circuit2";
    },
    [
      {
        at: "main/hub00/gateway/connection routingWeight",
        sentence: "no circuit of vnet-hub00 has a site that brings a default route",
        got: "main/circuit2",
        want: "a connection to main/circuit too",
        fix: "connectTo(circuit)",
      },
    ],
  ),

  passes("bastion-under-forced-tunnel", "a VNet that no circuit reaches", ({ app }) => {
    app.networks.push(
      network("main/spoke", "vnet-spoke", "192.168.0.0/24", [
        subnet(place("main/spoke", "bastion.subnetPrefix"), "AzureBastionSubnet", "192.168.0.0/26"),
      ]),
    );
  }),
  fails(
    "bastion-under-forced-tunnel",
    "the hub",
    ({ hub }) =>
      hub.subnets.push(subnet(place("main/hub00", "bastion.subnetPrefix"), "AzureBastionSubnet", "10.0.30.0/26")),
    [
      {
        at: "main/hub00 bastion.subnetPrefix",
        sentence: "vnet-hub00 has AzureBastionSubnet and is connected to a circuit",
        got: "AzureBastionSubnet",
        want: "a jump server as the way in (Azure Bastion)",
        fix: "leave this subnet out, and give the hub a jumpServer",
      },
    ],
  ),
];
