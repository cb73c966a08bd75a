import { fails, passes, type Case } from "../case";
import { networks } from "../article-changes";

export const CASES: readonly Case[] = [
  passes(
    "authorization-key-missing",
    "no key at all, in one subscription",
    ({ circuit, hubConnection, siteConnection }) => {
      circuit.authorizationKeys = undefined;
      hubConnection.authorized = siteConnection.authorized = false;
    },
  ),
  fails(
    "authorization-key-missing",
    "one key for two connections",
    ({ circuit, siteConnection }) => {
      circuit.authorizationKeys = 1;
      siteConnection.authorized = false;
    },
    [
      {
        at: "main/hub100/gateway/connection authorizationKey",
        also: "main/circuit authorizationKeys",
        text: "circuit main/circuit has 1 key for 2 connections",
        got: "no authorization key",
        want: "a key for each connection, if any has one (ExpressRoute)",
        fix: "add an entry to authorizationKeys of main/circuit, or set authorizationKey here",
      },
    ],
  ),
  fails(
    "authorization-key-missing",
    "two keys for three connections",
    (parts) => {
      networks(3)(parts);
      Object.assign(parts.app.connections.at(-1) ?? {}, { authorized: false });
    },
    [
      {
        at: "main/hub2/gateway/connection authorizationKey",
        also: "main/circuit authorizationKeys",
        text: "circuit main/circuit has 2 keys for 3 connections",
        got: "no authorization key",
        fix: "add an entry to authorizationKeys of main/circuit, or set authorizationKey here",
      },
    ],
  ),
];
