import { fails, passes, type Case } from "../case";
import { GATEWAY, vpn } from "./vpn-builder";

export const CASES: readonly Case[] = [
  passes("shared-key-missing", "a connection with a key", (article) => {
    vpn(article);
  }),
  fails(
    "shared-key-missing",
    "a connection without a key",
    (article) => {
      vpn(article).connection.hasKey = false;
    },
    [{ at: `${GATEWAY}/connection sharedKey`, text: `${GATEWAY}/connection has no shared key` }],
  ),
];
