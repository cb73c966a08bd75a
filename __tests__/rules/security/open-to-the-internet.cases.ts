import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("open-to-the-internet", "openToInternet: true", ({ jumpServer, jumpRule }) => {
    jumpServer.openToInternet = true;
    jumpRule.sources = ["Internet"];
    jumpRule.openedByName = true;
  }),
  passes("open-to-the-internet", "an outbound rule, and a Deny rule", ({ clientRule, nvaRule }) => {
    Object.assign(clientRule, { sources: ["*"], direction: "Outbound" });
    Object.assign(nvaRule, { sources: ["*"], access: "Deny" });
  }),
  passes("open-to-the-internet", "sources that are known after apply", ({ jumpServer, clientRule }) => {
    jumpServer.operatorSources = undefined;
    clientRule.sources = [undefined];
  }),
  fails(
    "open-to-the-internet",
    "an operator source, at the prop that has it",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "0.0.0.0/0" }];
      jumpRule.sources = ["0.0.0.0/0"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        text: "0.0.0.0/0 admits the whole internet",
        got: "0.0.0.0/0",
        want: "the addresses of the operators, or openToInternet: true",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  fails(
    "open-to-the-internet",
    "two prefixes that cover all addresses",
    ({ clientRule }) => (clientRule.sources = ["0.0.0.0/1", "128.0.0.0/1"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "0.0.0.0/1 with 128.0.0.0/1 admit the whole internet",
        got: "0.0.0.0/1, 128.0.0.0/1",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  passes("open-to-the-internet", "a little less than half of all addresses", ({ clientRule }) => {
    clientRule.sources = ["0.0.0.0/2", "64.0.0.0/3", "96.0.0.0/4", "112.0.0.0/5"];
  }),
  fails(
    "open-to-the-internet",
    "exactly half of all addresses",
    ({ clientRule }) => (clientRule.sources = ["0.0.0.0/1"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "0.0.0.0/1 admits 50 % of all IPv4 addresses",
        got: "0.0.0.0/1",
      },
    ],
  ),
  fails(
    "open-to-the-internet",
    "prefixes that cover most addresses",
    ({ clientRule }) => (clientRule.sources = ["128.0.0.0/1", "64.0.0.0/2", "64.0.0.0/3", "10.0.0.0/8"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "128.0.0.0/1 with 64.0.0.0/2 with 64.0.0.0/3 with 10.0.0.0/8 admit 75 % of all IPv4 addresses",
        got: "128.0.0.0/1, 64.0.0.0/2, 64.0.0.0/3, 10.0.0.0/8",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  fails(
    "open-to-the-internet",
    "a service tag in another letter case",
    ({ clientRule }) => (clientRule.sources = ["internet"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "internet admits the whole internet",
        got: "internet",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  fails("open-to-the-internet", "all IPv6 addresses", ({ clientRule }) => (clientRule.sources = ["::/0"]), [
    {
      at: "main/hub00/client-subnet securityRules.0.sources.0",
      text: "::/0 admits the whole internet",
      got: "::/0",
      fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
    },
  ]),
  fails(
    "open-to-the-internet",
    "another rule than that of a jump server with openToInternet: true",
    ({ jumpServer, clientRule }) => {
      jumpServer.openToInternet = true;
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "*" }];
      clientRule.sources = ["*"];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "* admits the whole internet",
        got: "*",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
];
