import { fails, passes, type Case } from "../case";
import { onlyService } from "../nva/announcement-refused.cases";

export const CASES: readonly Case[] = [
  passes("live-circuit-without-opt-in", "a circuit without a site", ({ circuit, siteConnection }) => {
    circuit.acceptsDefaultRoute = false;
    siteConnection.bringsDefaultRoute = false;
  }),
  passes("live-circuit-without-opt-in", "a site that never advertises a default route", (parts) => {
    onlyService(parts);
    parts.circuit.acceptsDefaultRoute = false;
  }),
  fails(
    "live-circuit-without-opt-in",
    "a circuit with a site",
    ({ circuit }) => (circuit.acceptsDefaultRoute = false),
    [
      {
        at: "main/circuit acceptsDefaultRoute",
        also: "main/hub100/gateway/connection connectTo",
        text: "vnet-hub100 advertises 0.0.0.0/0 to every network on the existing circuit main/circuit",
        got: "acceptsDefaultRoute: false",
        want: "true, if the owner of the circuit agrees",
        fix: "acceptsDefaultRoute: true",
      },
    ],
  ),
];
