import { fails, passes, type Case } from "../case";
import { connection, gateway, network, type Article } from "../declaration-builder";

const third = (prefix: string) => (parts: Article) => {
  parts.app.networks.push(network("main/hub10", "vnet-hub10", prefix));
  parts.app.gateways.push(gateway("main/hub10"));
  parts.app.connections.push(connection("main/hub10", parts.circuit.path, false));
};

export const CASES: readonly Case[] = [
  passes("address-spaces-overlap", "the same range on another circuit", (parts) => {
    third("10.0.0.0/16")(parts);
    parts.app.circuits.push({ ...parts.circuit, path: "main/circuit2", circuitId: `${parts.circuit.circuitId}2` });
    parts.app.connections = parts.app.connections.filter(({ network }) => network !== "main/hub10/network");
    parts.app.connections.push(
      connection("main/hub10", "main/circuit2", false),
      connection("main/hub100", "main/circuit2", true, 2),
    );
  }),
  fails(
    "address-spaces-overlap",
    "two hubs that are peered with one site",
    (parts) => {
      const { app, siteGateway } = parts;
      app.networks.push(network("main/hub10", "vnet-hub10", "10.0.0.0/16"));
      app.gateways = [siteGateway];
      app.connections = [];
      app.peerings = ["hub00", "hub10"].map((hub) => ({
        path: `main/${hub}/peering-hub100`,
        hub: `main/${hub}/network`,
        site: "main/hub100/network",
      }));
    },
    [
      {
        at: "main/hub10 addressSpace",
        also: "main/hub00 addressSpace",
        text: "10.0.0.0/16 of vnet-hub10 is the same as 10.0.0.0/16 of vnet-hub00, and both are joined by peering",
        want: "address spaces that do not overlap (VNet peering)",
        fix: 'addressSpace: "10.1.0.0/16"',
      },
    ],
  ),
  fails("address-spaces-overlap", "an address space inside that of another VNet", third("10.0.128.0/17"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub00 addressSpace",
      text: "10.0.128.0/17 of vnet-hub10 lies inside 10.0.0.0/16 of vnet-hub00, and both are on one circuit",
      got: "10.0.128.0/17 and 10.0.0.0/16",
      want: "address spaces that do not overlap on one circuit (ExpressRoute)",
      fix: 'addressSpace: "10.1.0.0/17"',
    },
  ]),
  fails("address-spaces-overlap", "two equal address spaces", third("10.100.0.0/16"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub100 addressSpace",
      text: "10.100.0.0/16 of vnet-hub10 is the same as 10.100.0.0/16 of vnet-hub100, and both are on one circuit",
      got: "10.100.0.0/16 and 10.100.0.0/16",
      fix: 'addressSpace: "10.1.0.0/16"',
    },
  ]),
  fails("address-spaces-overlap", "an address space that contains those of two VNets", third("10.0.0.0/8"), [
    {
      at: "main/hub10 addressSpace",
      also: "main/hub00 addressSpace",
      text: "10.0.0.0/8 of vnet-hub10 contains 10.0.0.0/16 of vnet-hub00, and both are on one circuit",
      got: "10.0.0.0/8 and 10.0.0.0/16",
      fix: 'addressSpace: "10.128.0.0/9"',
    },
    {
      at: "main/hub10 addressSpace",
      also: "main/hub100 addressSpace",
      text: "10.0.0.0/8 of vnet-hub10 contains 10.100.0.0/16 of vnet-hub100, and both are on one circuit",
      got: "10.0.0.0/8 and 10.100.0.0/16",
      fix: 'addressSpace: "10.128.0.0/9"',
    },
  ]),
];
