import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("address-space-overlaps-itself", "adjacent address spaces", ({ hub }) =>
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.1.0.0/16" }),
  ),
  fails(
    "address-space-overlaps-itself",
    "an address space inside another one",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "10.0.8.0/21" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        also: "main/hub00 addressSpace",
        text: "10.0.8.0/21 lies inside 10.0.0.0/16 in vnet-hub00",
        got: "10.0.8.0/21 and 10.0.0.0/16",
        want: "address spaces that do not overlap (Azure)",
        fix: '"10.1.0.0/21"',
      },
    ],
  ),
  fails(
    "address-space-overlaps-itself",
    "an overlap when no private range is free",
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
        text: "10.0.8.0/21 lies inside 10.0.0.0/8 in vnet-hub00",
        got: "10.0.8.0/21 and 10.0.0.0/8",
        fix: "remove addressSpaces.3: no private addresses are free",
      },
    ],
  ),
];
