import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

const at = place("main/hub00", "naming");

export const CASES: readonly Case[] = [
  passes("naming-function-failed", "a name for everything", ({ app }) => {
    app.namings = [{ at, failures: [] }];
  }),
  fails(
    "naming-function-failed",
    "two reasons, in one finding",
    ({ app }) => {
      app.namings = [
        {
          at,
          failures: [
            { kind: "virtual network", defaultName: "vnet-hub00", got: "undefined" },
            { kind: "gateway", defaultName: "ergw-hub00", got: "an error: no such kind" },
            { kind: "route table", defaultName: "rt-jumpSubnet-hub00", got: "undefined" },
          ],
        },
      ];
    },
    [
      {
        at: "main/hub00 naming",
        text: "naming returns no name for virtual network vnet-hub00, gateway ergw-hub00, route table rt-jumpSubnet-hub00",
        got: "undefined, an error: no such kind",
        want: "a text that is not empty",
        fix: "naming: (kind, suffix, defaultName) => … ?? defaultName",
      },
    ],
  ),
];
