import { fails, passes, type Case } from "./case";
import { connection, gateway, machine, network, place, route, subnet, type Article } from "./declaration-builder";

const third = (prefix: string) => (parts: Article) => {
  parts.app.networks.push(network("main/hub10", "vnet-hub10", prefix));
  parts.app.gateways.push(gateway("main/hub10"));
  parts.app.connections.push(connection("main/hub10", parts.circuit.path, false));
};

/** Prefixes, subnets and addresses. */
export const ADDRESS_CASES: readonly Case[] = [
  passes("prop-unknown", "no finding about shapes", () => undefined),
  fails(
    "prop-unknown",
    "a slip of the pen",
    ({ app }) => {
      app.shapes.push({
        at: place("main/hub00", "adressSpace"),
        kind: "unknown",
        got: "adressSpace",
        want: "a prop of this construct",
        fix: "addressSpace: …",
      });
    },
    [
      {
        at: "main/hub00 adressSpace",
        sentence: "main/hub00 has no prop adressSpace",
        got: "adressSpace",
        want: "a prop of this construct",
        fix: "addressSpace: …",
      },
    ],
  ),
  fails(
    "prop-unknown",
    "a slip of the pen inside a group",
    ({ app }) => {
      app.shapes.push({
        at: place("main/hub00", "client.subnetPrefx"),
        kind: "unknown",
        got: "subnetPrefx",
        want: "a prop of this construct",
        fix: "subnetPrefix: …",
      });
    },
    [
      {
        at: "main/hub00 client.subnetPrefx",
        sentence: "client has no prop subnetPrefx",
        got: "subnetPrefx",
        fix: "subnetPrefix: …",
      },
    ],
  ),
  passes("prop-of-wrong-type", "no finding about shapes", () => undefined),
  fails(
    "prop-of-wrong-type",
    "a text where a number belongs",
    ({ app }) => {
      app.shapes.push({
        at: place("main/nva100", "asn"),
        kind: "type",
        got: '"65001"',
        want: "a number",
        fix: "asn: 65001",
      });
    },
    [
      {
        at: "main/nva100 asn",
        sentence: 'asn is "65001", not a number',
        got: '"65001"',
        want: "a number",
        fix: "asn: 65001",
      },
    ],
  ),
  passes("asn-reserved", "a public ASN of 16 bits", ({ peer }) => (peer.asn = 64495)),
  fails("asn-reserved", "the Route Server's own", ({ peer }) => (peer.asn = 65515), [
    {
      at: "main/nva100 asn",
      sentence: "ASN 65515 belongs to the Route Server",
      got: "65515",
      want: "1-64495 without 8074, 8075, 12076, 23456; or 64512-65534 without 65515, 65517-65520 (Azure)",
      fix: "asn: 65001",
    },
  ]),
  fails("asn-reserved", "4 bytes", ({ peer }) => (peer.asn = 4_200_000_000), [
    {
      at: "main/nva100 asn",
      sentence: "ASN 4200000000 has 4 bytes, which Route Server does not support",
      got: "4200000000",
      fix: "asn: 65001",
    },
  ]),
  fails("asn-reserved", "no whole number", ({ peer }) => (peer.asn = 65000.5), [
    {
      at: "main/nva100 asn",
      sentence: "ASN 65000.5 is no AS number",
      got: "65000.5",
      fix: "asn: 65001",
    },
  ]),

  passes("prefix-malformed", "a service tag and IPv6 in routes", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push(
      route("main/hub00/jump-subnet", 1, "Storage.JapanEast", "Internet"),
      route("main/hub00/jump-subnet", 2, "::/0", "None"),
    );
  }),
  fails(
    "prefix-malformed",
    "a length that is missing",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0" }]),
    [
      {
        at: "main/hub00 addressSpace",
        sentence: "10.0.0.0 is an address without a prefix length",
        got: '"10.0.0.0"',
        want: "an IPv4 address, a slash and a length, such as 10.0.0.0/16",
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails("prefix-malformed", "leading zeros", ({ hubSubnets }) => (hubSubnets.client.prefix = "10.00.0.0/24"), [
    {
      at: "main/hub00 client.subnetPrefix",
      sentence: '"10.00.0.0/24" is no IPv4 prefix',
      got: '"10.00.0.0/24"',
      fix: 'subnetPrefix: "10.0.0.0/24"',
    },
  ]),
  fails("prefix-malformed", "a length beyond 32", ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.0/33"), [
    {
      at: "main/hub00 client.subnetPrefix",
      sentence: "10.0.0.0/33 has a prefix length beyond 32",
      got: '"10.0.0.0/33"',
      fix: 'subnetPrefix: "10.0.0.0/24"',
    },
  ]),
  fails("prefix-malformed", "words", ({ hubSubnets }) => (hubSubnets.client.prefix = "hello"), [
    {
      at: "main/hub00 client.subnetPrefix",
      sentence: '"hello" is no IPv4 prefix',
      got: '"hello"',
      fix: 'subnetPrefix: "10.0.0.0/24"',
    },
  ]),
  fails(
    "prefix-malformed",
    "an address space of words",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "hello" }]),
    [
      {
        at: "main/hub00 addressSpace",
        sentence: '"hello" is no IPv4 prefix',
        got: '"hello"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a length with leading zeros",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.0/024"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        sentence: '"10.0.0.0/024" is no IPv4 prefix',
        got: '"10.0.0.0/024"',
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "an address space that is malformed, with a subnet that is",
    ({ hub, hubSubnets }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0/16" }];
      hubSubnets.client.prefix = "x";
      hub.subnets = [hubSubnets.client];
    },
    [
      {
        at: "main/hub00 addressSpace",
        sentence: '"10.0/16" is no IPv4 prefix',
        got: '"10.0/16"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
      {
        at: "main/hub00 client.subnetPrefix",
        sentence: '"x" is no IPv4 prefix',
        got: '"x"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "IPv6",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "fd00::/48" }]),
    [
      {
        at: "main/hub00 addressSpace",
        sentence: "fd00::/48 is IPv6, and only IPv4 is tunnelled",
        got: '"fd00::/48"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a route to an address",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "198.51.100.7", "Internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        sentence: "198.51.100.7 is an address without a prefix length",
        got: '"198.51.100.7"',
        fix: 'addressPrefix: "198.51.100.7/32"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a route to nothing known",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "1.2.3/8", "Internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        sentence: '"1.2.3/8" is no IPv4 prefix',
        got: '"1.2.3/8"',
        fix: 'addressPrefix: "0.0.0.0/0"',
      },
    ],
  ),

  passes("address-spaces-overlap", "the same range on another circuit", (parts) => {
    third("10.0.0.0/16")(parts);
    parts.app.circuits.push({ ...parts.circuit, path: "main/circuit2", circuitId: `${parts.circuit.circuitId}2` });
    parts.app.connections = parts.app.connections.filter(({ network }) => network !== "main/hub10/network");
    parts.app.connections.push(
      connection("main/hub10", "main/circuit2", false),
      connection("main/hub100", "main/circuit2", true, 2),
    );
  }),
  fails("address-spaces-overlap", "one inside the other", third("10.0.128.0/17"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub00 addressSpace",
      sentence: "10.0.128.0/17 of vnet-hub10 lies inside 10.0.0.0/16 of vnet-hub00, and one circuit joins them",
      got: "10.0.128.0/17 and 10.0.0.0/16",
      want: "ranges of their own for all VNets on a circuit (ExpressRoute)",
      fix: 'addressSpace: "10.1.0.0/17"',
    },
  ]),
  fails("address-spaces-overlap", "twice the same", third("10.100.0.0/16"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub100 addressSpace",
      sentence: "10.100.0.0/16 of vnet-hub10 is the same as 10.100.0.0/16 of vnet-hub100, and one circuit joins them",
      got: "10.100.0.0/16 and 10.100.0.0/16",
      fix: 'addressSpace: "10.1.0.0/16"',
    },
  ]),
  fails("address-spaces-overlap", "one around both others", third("10.0.0.0/8"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub00 addressSpace",
      sentence: "10.0.0.0/8 of vnet-hub10 contains 10.0.0.0/16 of vnet-hub00, and one circuit joins them",
      got: "10.0.0.0/8 and 10.0.0.0/16",
      fix: 'addressSpace: "10.128.0.0/9"',
    },
    {
      at: "main/hub10 addressSpace",
      also: "main/hub100 addressSpace",
      sentence: "10.0.0.0/8 of vnet-hub10 contains 10.100.0.0/16 of vnet-hub100, and one circuit joins them",
      got: "10.0.0.0/8 and 10.100.0.0/16",
      fix: 'addressSpace: "10.128.0.0/9"',
    },
  ]),

  passes("address-space-overlaps-itself", "neighbours", ({ hub }) =>
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.1.0.0/16" }),
  ),
  fails(
    "address-space-overlaps-itself",
    "a part of itself",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.0.8.0/21" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        also: "main/hub00 addressSpace",
        sentence: "10.0.8.0/21 lies inside 10.0.0.0/16 in vnet-hub00",
        got: "10.0.8.0/21 and 10.0.0.0/16",
        want: "address spaces without a common address (Azure)",
        fix: '"10.1.0.0/21"',
      },
    ],
  ),

  fails(
    "address-space-overlaps-itself",
    "where nothing private is left",
    ({ hub, app }) => {
      app.connections = [];
      app.circuits = [];
      ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "10.0.8.0/21"].forEach((prefix, i) => {
        hub.spaces[i] = { at: place("main/hub00", `addressSpaces.${i}`), prefix };
      });
    },
    [
      {
        at: "main/hub00 addressSpaces.3",
        also: "main/hub00 addressSpaces.0",
        sentence: "10.0.8.0/21 lies inside 10.0.0.0/8 in vnet-hub00",
        got: "10.0.8.0/21 and 10.0.0.0/8",
        fix: "leave addressSpaces.3 out: no private addresses are left",
      },
    ],
  ),
  passes("address-space-not-private", "the last private range", ({ hub }) =>
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "192.168.0.0/16" }),
  ),
  fails(
    "address-space-not-private",
    "a public range",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "20.0.0.0/16" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        sentence: "20.0.0.0/16 is not private, so the NVA translates nothing that comes from it",
        got: "20.0.0.0/16",
        want: "a prefix in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)",
        fix: '"10.1.0.0/16"',
      },
    ],
  ),
  fails(
    "address-space-not-private",
    "a range that Azure refuses",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "169.254.0.0/24" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        sentence: "169.254.0.0/24 shares addresses with 169.254.0.0/16, which is for link-local addresses",
        got: "169.254.0.0/24",
        fix: '"10.1.0.0/24"',
      },
    ],
  ),
  fails(
    "address-space-not-private",
    "more than a private range",
    ({ hub, app }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0/7" }];
      app.connections = [];
      app.circuits = [];
      app.nvas = [];
    },
    [
      {
        at: "main/hub00 addressSpace",
        sentence: "10.0.0.0/7 is not private, so the NVA translates nothing that comes from it",
        got: "10.0.0.0/7",
        fix: 'addressSpace: "10.128.0.0/9"',
      },
    ],
  ),

  passes("prefix-has-host-bits", "none", () => undefined),
  fails(
    "prefix-has-host-bits",
    "an address in a subnet",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.5/24"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        sentence: "10.0.0.5/24 is an address in 10.0.0.0/24, not a prefix",
        got: "10.0.0.5/24",
        want: "no bits set beyond /24 (Azure)",
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "prefix-has-host-bits",
    "an address space",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.1/16" }]),
    [
      {
        at: "main/hub00 addressSpace",
        sentence: "10.0.0.1/16 is an address in 10.0.0.0/16, not a prefix",
        got: "10.0.0.1/16",
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-has-host-bits",
    "a route",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.9.9/8", "None"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        sentence: "10.9.9.9/8 is an address in 10.0.0.0/8, not a prefix",
        got: "10.9.9.9/8",
        fix: 'addressPrefix: "10.0.0.0/8"',
      },
    ],
  ),

  passes("subnet-outside-network", "a subnet in the second address space", ({ hub, hubSubnets }) => {
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.1.0.0/24" });
    hubSubnets.client.prefix = "10.1.0.0/24";
  }),
  passes("subnet-outside-network", "an address space that is not known yet", ({ hub, hubSubnets }) => {
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: undefined });
    hubSubnets.client.prefix = "10.1.0.0/24";
  }),
  fails(
    "subnet-outside-network",
    "a slip in the second number",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.1.0.0/24"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        also: "main/hub00 addressSpace",
        sentence: "subnet default, 10.1.0.0/24, is not inside vnet-hub00, 10.0.0.0/16",
        got: "10.1.0.0/24",
        want: "a prefix inside 10.0.0.0/16 (Azure)",
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "larger than its VNet, of names not known yet",
    ({ hub, hubSubnets }) => {
      hub.name = undefined;
      hubSubnets.client.name = undefined;
      hubSubnets.client.prefix = "10.0.0.0/15";
      hub.subnets = [hubSubnets.client];
    },
    [
      {
        at: "main/hub00 client.subnetPrefix",
        also: "main/hub00 addressSpace",
        sentence: "the subnet of client.subnetPrefix, 10.0.0.0/15, is not inside main/hub00, 10.0.0.0/16",
        got: "10.0.0.0/15",
        fix: 'subnetPrefix: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "no room left",
    ({ hub, hubSubnets, jump }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0/24" }];
      hubSubnets.jump.prefix = "10.1.0.0/24";
      jump.privateIpAddress = undefined;
      hub.subnets = [hubSubnets.client, hubSubnets.jump];
    },
    [
      {
        at: "main/hub00 jumpServer.subnetPrefix",
        also: "main/hub00 addressSpace",
        sentence: "subnet jump, 10.1.0.0/24, is not inside vnet-hub00, 10.0.0.0/24",
        got: "10.1.0.0/24",
        fix: 'addressSpace: "10.0.0.0/23"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "no private room left",
    ({ hub, hubSubnets, jump, app }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0/8" }];
      app.connections = [];
      app.circuits = [];
      hubSubnets.client.prefix = "10.0.0.0/8";
      hubSubnets.jump.prefix = "11.0.0.0/24";
      jump.privateIpAddress = undefined;
      hub.subnets = [hubSubnets.client, hubSubnets.jump];
    },
    [
      {
        at: "main/hub00 jumpServer.subnetPrefix",
        also: "main/hub00 addressSpace",
        sentence: "subnet jump, 11.0.0.0/24, is not inside vnet-hub00, 10.0.0.0/8",
        got: "11.0.0.0/24",
        fix: 'moreAddressSpaces: ["172.16.0.0/16"]',
      },
    ],
  ),

  fails(
    "subnet-outside-network",
    "no private room anywhere",
    ({ hub, hubSubnets, jump, app }) => {
      app.connections = [];
      app.circuits = [];
      ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].forEach((prefix, i) => {
        hub.spaces[i] = { at: place("main/hub00", `addressSpaces.${i}`), prefix };
      });
      hub.subnets = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((prefix, i) =>
        subnet(place(`main/s${i}`, "prefix"), `s${i}`, prefix),
      );
      hubSubnets.jump.prefix = "11.0.0.0/24";
      jump.privateIpAddress = undefined;
      hub.subnets.push(hubSubnets.jump);
    },
    [
      {
        at: "main/hub00 jumpServer.subnetPrefix",
        also: "main/hub00 addressSpaces.0",
        sentence: "subnet jump, 11.0.0.0/24, is not inside vnet-hub00, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        got: "11.0.0.0/24",
        fix: "a smaller prefix for one of its other subnets",
      },
    ],
  ),

  passes("subnets-overlap", "neighbours", ({ hubSubnets }) => (hubSubnets.jump.prefix = "10.0.220.0/25")),
  fails(
    "subnets-overlap",
    "one inside the other",
    ({ hubSubnets, jump }) => {
      hubSubnets.jump.prefix = "10.0.0.128/25";
      jump.privateIpAddress = undefined;
    },
    [
      {
        at: "main/hub00 jumpServer.subnetPrefix",
        also: "main/hub00 client.subnetPrefix",
        sentence: "subnet jump, 10.0.0.128/25, lies inside subnet default, 10.0.0.0/24, in vnet-hub00",
        got: "10.0.0.128/25 and 10.0.0.0/24",
        want: "subnets without a common address (Azure)",
        fix: 'subnetPrefix: "10.0.1.0/25"',
      },
    ],
  ),

  passes("subnet-too-small", "the smallest that Azure takes", ({ hubSubnets, siteSubnets }) => {
    hubSubnets.client.prefix = "10.0.0.0/29";
    hubSubnets.gateway.prefix = "10.0.200.0/27";
    siteSubnets.routeServer.prefix = "10.100.210.0/26";
  }),
  fails("subnet-too-small", "GatewaySubnet", ({ hubSubnets }) => (hubSubnets.gateway.prefix = "10.0.200.16/28"), [
    {
      at: "main/hub00 gateway.subnetPrefix",
      sentence: "subnet GatewaySubnet, 10.0.200.16/28, is smaller than /27",
      got: "10.0.200.16/28",
      want: "/27 or larger (ExpressRoute gateway)",
      fix: 'subnetPrefix: "10.0.200.0/27"',
    },
  ]),
  fails(
    "subnet-too-small",
    "RouteServerSubnet",
    ({ siteSubnets }) => (siteSubnets.routeServer.prefix = "10.100.210.0/27"),
    [
      {
        at: "main/hub100 routeServer.subnetPrefix",
        sentence: "subnet RouteServerSubnet, 10.100.210.0/27, is smaller than /26",
        got: "10.100.210.0/27",
        fix: 'subnetPrefix: "10.100.210.0/26"',
      },
    ],
  ),
  fails(
    "subnet-too-small",
    "any other, with a neighbour in the way",
    ({ hub, hubSubnets }) => {
      hubSubnets.client.prefix = "10.0.0.0/30";
      hub.subnets.push(subnet(place("main/hub00/extra", "prefix"), "extra", "10.0.0.4/30", {}));
    },
    [
      {
        at: "main/hub00 client.subnetPrefix",
        sentence: "subnet default, 10.0.0.0/30, is smaller than /29",
        got: "10.0.0.0/30",
        fix: 'subnetPrefix: "10.0.0.8/29"',
      },
      {
        at: "main/hub00/extra prefix",
        sentence: "subnet extra, 10.0.0.4/30, is smaller than /29",
        got: "10.0.0.4/30",
        fix: 'prefix: "10.0.0.8/29"',
      },
    ],
  ),

  passes("nva-subnet-without-escape", "a next hop that is not known yet", ({ siteSubnets }) => {
    siteSubnets.nva.routes = [
      {
        at: place("main/hub100", "nva.routes.0"),
        name: "r",
        prefix: undefined,
        nextHopType: undefined,
        nextHopAddress: undefined,
      },
    ];
  }),
  passes("nva-subnet-without-escape", "an NVA whose subnet is not known yet", ({ nva, siteSubnets }) => {
    nva.subnetName = undefined;
    siteSubnets.nva.routes = undefined;
  }),
  fails("nva-subnet-without-escape", "no route table", ({ siteSubnets }) => (siteSubnets.nva.routes = undefined), [
    {
      at: "main/hub100 nva.routes",
      sentence: "subnet nva of main/nva100 has no route 0.0.0.0/0 to the internet",
      got: "no route table",
      want: "a route 0.0.0.0/0 with next hop Internet (Route Server)",
      fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
    },
  ]),
  fails("nva-subnet-without-escape", "an empty route table", ({ siteSubnets }) => (siteSubnets.nva.routes = []), [
    {
      at: "main/hub100 nva.routes",
      sentence: "subnet nva of main/nva100 has no route 0.0.0.0/0 to the internet",
      got: "no route",
      fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
    },
  ]),
  fails(
    "nva-subnet-without-escape",
    "a default to nowhere",
    ({ siteSubnets }) => {
      siteSubnets.nva.routes = [
        route("main/hub100/nva-subnet", 0, "0.0.0.0/0", "None"),
        {
          at: place("main/hub100/nva-subnet", "routes.1"),
          name: "r",
          prefix: "10.5.0.0/16",
          nextHopType: undefined,
          nextHopAddress: undefined,
        },
        {
          at: place("main/hub100/nva-subnet", "routes.2"),
          name: "s",
          prefix: undefined,
          nextHopType: "None",
          nextHopAddress: undefined,
        },
      ];
    },
    [
      {
        at: "main/hub100 nva.routes",
        sentence: "subnet nva of main/nva100 has no route 0.0.0.0/0 to the internet",
        got: "0.0.0.0/0 to None, 10.5.0.0/16 to ?, ? to None",
        fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
      },
    ],
  ),

  passes("address-reserved-by-azure", "the fifth and the last but one", ({ jump, client }) => {
    jump.privateIpAddress = "10.0.220.4";
    client.privateIpAddress = "10.0.0.254";
  }),
  fails(
    "address-reserved-by-azure",
    "the gateway of the subnet",
    ({ jump }) => (jump.privateIpAddress = "10.0.220.1"),
    [
      {
        at: "main/hub00/jump-server privateIpAddress",
        sentence: "10.0.220.1 is one of the first four addresses of 10.0.220.0/24, which Azure keeps",
        got: "10.0.220.1",
        want: "any address of the subnet but the first four and the last (Azure)",
        fix: 'privateIpAddress: "10.0.220.4"',
      },
    ],
  ),
  fails(
    "address-reserved-by-azure",
    "the last one",
    ({ nva, peer, nvaMachine }) => {
      nva.privateIpAddress = peer.address = nvaMachine.privateIpAddress = "10.100.0.255";
    },
    [
      {
        at: "main/nva100 privateIpAddress",
        sentence: "10.100.0.255 is the last address of 10.100.0.0/24, which Azure keeps",
        got: "10.100.0.255",
        fix: 'privateIpAddress: "10.100.0.4"',
      },
    ],
  ),
  fails(
    "address-reserved-by-azure",
    "in a full subnet",
    ({ hubSubnets, jump, app }) => {
      hubSubnets.jump.prefix = "10.0.220.0/29";
      jump.privateIpAddress = "10.0.220.0";
      for (const last of [4, 5, 6]) {
        app.machines.push(
          machine(`main/m${last}`, `vm-m${last}`, "main/hub00", "jump", { privateIpAddress: `10.0.220.${last}` }),
        );
      }
    },
    [
      {
        at: "main/hub00/jump-server privateIpAddress",
        sentence: "10.0.220.0 is one of the first four addresses of 10.0.220.0/29, which Azure keeps",
        got: "10.0.220.0",
        fix: "leave privateIpAddress out",
      },
    ],
  ),

  passes("address-outside-subnet", "a subnet that is not known yet", ({ jump, hubSubnets }) => {
    hubSubnets.jump.prefix = undefined;
    jump.privateIpAddress = "10.9.9.9";
  }),
  passes(
    "address-outside-subnet",
    "an NVA without a machine of its own, and an address that Azure picks",
    ({ app, jump }) => {
      app.machines = app.machines.filter(({ path }) => path !== "main/nva100/machine");
      jump.privateIpAddress = undefined;
    },
  ),
  fails("address-outside-subnet", "another subnet's", ({ jump }) => (jump.privateIpAddress = "10.0.0.10"), [
    {
      at: "main/hub00/jump-server privateIpAddress",
      sentence: "10.0.0.10 is not in subnet jump, 10.0.220.0/24",
      got: "10.0.0.10",
      want: "an address of 10.0.220.0/24 (Azure)",
      fix: 'privateIpAddress: "10.0.220.4"',
    },
  ]),

  passes("address-taken", "the same address in two VNets", ({ app }) => {
    app.networks.push(network("main/other", "vnet-other", "10.0.0.0/16"));
    app.machines.push(machine("main/m", "vm-m", "main/other", "x", { privateIpAddress: "10.0.220.10" }));
  }),
  fails(
    "address-taken",
    "two machines",
    ({ app }) => {
      app.machines.push(machine("main/m", "vm-m", "main/hub00", "jump", { privateIpAddress: "10.0.220.10" }));
    },
    [
      {
        at: "main/m privateIpAddress",
        also: "main/hub00/jump-server privateIpAddress",
        sentence: "10.0.220.10 is the address of main/hub00/jump-server already",
        got: "10.0.220.10",
        want: "an address that no other machine of the VNet has (Azure)",
        fix: 'privateIpAddress: "10.0.220.4"',
      },
    ],
  ),

  passes("address-malformed", "a peer that is no NVA of the app", ({ routeServer }) => {
    routeServer.peers.push(
      { at: place("main/hub100", "peers.0.asn"), address: "10.100.0.20", asn: 65002 },
      { at: place("main/hub100", "peers.1.asn"), address: undefined, asn: 65002 },
    );
  }),
  fails(
    "address-malformed",
    "a prefix length",
    ({ nva, peer, nvaMachine }) => {
      nva.privateIpAddress = peer.address = nvaMachine.privateIpAddress = "10.100.0.10/32";
    },
    [
      {
        at: "main/nva100 privateIpAddress",
        sentence: '"10.100.0.10/32" is no IPv4 address',
        got: '"10.100.0.10/32"',
        want: "four numbers from 0 to 255, without leading zeros and without a prefix length",
        fix: 'privateIpAddress: "10.100.0.10"',
      },
    ],
  ),
  fails("address-malformed", "words", ({ jump }) => (jump.privateIpAddress = "hello"), [
    {
      at: "main/hub00/jump-server privateIpAddress",
      sentence: '"hello" is no IPv4 address',
      got: '"hello"',
      fix: 'privateIpAddress: "10.0.220.4"',
    },
  ]),
  fails(
    "address-malformed",
    "a peer's",
    ({ routeServer }) => {
      routeServer.peers.push({ at: place("main/hub100", "peers.0.asn"), address: "10.100.0", asn: 65002 });
    },
    [
      {
        at: "main/hub100 privateIpAddress",
        sentence: '"10.100.0" is no IPv4 address',
        got: '"10.100.0"',
        fix: 'privateIpAddress: "10.0.0.4"',
      },
    ],
  ),
];
