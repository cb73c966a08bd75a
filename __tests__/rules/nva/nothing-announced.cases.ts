import { type Case, fails, passes } from "../case";
import { announcement } from "./announcement-refused.cases";

export const CASES: readonly Case[] = [
  passes("nothing-announced", "a default route alone", ({ nva }) => {
    nva.announces = [];
  }),
  fails(
    "nothing-announced",
    "neither a default route nor a prefix",
    ({ nva, egressCheck }) => {
      egressCheck.nvas = [{ path: "main/nva101", publicIp: true }];
      nva.advertisesDefault = false;
    },
    [
      {
        at: "main/nva100 announces",
        text: "main/nva100 advertises neither a default route nor another prefix",
        want: "a prefix in announces, or a default route",
        fix: 'defaultRoute: "follow-health"',
      },
    ],
  ),
  passes("nothing-announced", "a prefix alone", ({ nva, egressCheck }) => {
    egressCheck.nvas = [{ path: "main/nva101", publicIp: true }];
    nva.advertisesDefault = false;
    nva.announces = [announcement("10.200.0.0/24")];
  }),
];
