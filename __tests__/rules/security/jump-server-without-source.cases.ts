import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "jump-server-without-source",
    "sources that are not known yet",
    ({ jumpServer }) => (jumpServer.operatorSources = undefined),
  ),
  fails("jump-server-without-source", "none", ({ jumpServer }) => (jumpServer.operatorSources = []), [
    {
      at: "main/hub00 operatorSources",
      text: "nobody may log in to the jump server",
      got: "no operatorSources",
      want: "the addresses that you work from",
      fix: 'operatorSources: ["203.0.113.7"], with your own address: curl -4 https://ifconfig.me',
    },
  ]),
];
