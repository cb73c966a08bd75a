import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("prop-unknown", "known props", () => undefined),
  fails(
    "prop-unknown",
    "a typing error",
    ({ app }) => {
      app.propProblems.push({
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
        text: "main/hub00 has no prop adressSpace",
        got: "adressSpace",
        want: "a prop of this construct",
        fix: "addressSpace: …",
      },
    ],
  ),
  fails(
    "prop-unknown",
    "a typing error inside a group of options",
    ({ app }) => {
      app.propProblems.push({
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
        text: "client has no prop subnetPrefx",
        got: "subnetPrefx",
        fix: "subnetPrefix: …",
      },
    ],
  ),
];
