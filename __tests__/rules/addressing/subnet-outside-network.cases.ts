import { fails, passes, type Case } from "../case";
import { place, subnet } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("subnet-outside-network", "a subnet in the second address space", ({ hub, hubSubnets }) => {
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.1.0.0/24" });
    hubSubnets.client.prefix = "10.1.0.0/24";
  }),
  passes("subnet-outside-network", "an address space that is known after apply", ({ hub, hubSubnets }) => {
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: undefined });
    hubSubnets.client.prefix = "10.1.0.0/24";
  }),
  passes("subnet-outside-network", "a VNet without an address space", ({ hub }) => {
    hub.spaces = [];
  }),
  fails(
    "subnet-outside-network",
    "a typing error in the second octet",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.1.0.0/24"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        also: "main/hub00 addressSpace",
        text: "subnet default, 10.1.0.0/24, is not inside vnet-hub00, 10.0.0.0/16",
        got: "10.1.0.0/24",
        want: "a prefix inside 10.0.0.0/16 (Azure)",
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "a subnet that is larger than its VNet, with names known after apply",
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
        text: "the subnet of client.subnetPrefix, 10.0.0.0/15, is not inside main/hub00, 10.0.0.0/16",
        got: "10.0.0.0/15",
        fix: 'subnetPrefix: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "a subnet outside a VNet without free space",
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
        text: "subnet jump, 10.1.0.0/24, is not inside vnet-hub00, 10.0.0.0/24",
        got: "10.1.0.0/24",
        fix: 'addressSpace: "10.0.0.0/23"',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "a subnet outside a VNet that cannot grow",
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
        text: "subnet jump, 11.0.0.0/24, is not inside vnet-hub00, 10.0.0.0/8",
        got: "11.0.0.0/24",
        fix: 'moreAddressSpaces: ["172.16.0.0/16"]',
      },
    ],
  ),
  fails(
    "subnet-outside-network",
    "a subnet when no private range is free",
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
        text: "subnet jump, 11.0.0.0/24, is not inside vnet-hub00, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        got: "11.0.0.0/24",
        fix: "use a smaller prefix for another subnet",
      },
    ],
  ),
];
