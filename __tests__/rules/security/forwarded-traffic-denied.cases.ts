import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes(
    "forwarded-traffic-denied",
    "a deny of one port, and one of everything after the allow",
    ({ app, nvaRule }) => {
      const rules = app.securityGroups[2]!.rules;
      rules.push({
        ...nvaRule,
        name: "NoSmtp",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["25"],
        protocol: "Tcp",
      });
      rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 200,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
    },
  ),
  fails(
    "forwarded-traffic-denied",
    "denies of everything before, and on the way out",
    ({ app, nvaRule }) => {
      const rules = app.securityGroups[2]!.rules;
      rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
      rules.push({
        ...nvaRule,
        name: "NoInternet",
        priority: 300,
        direction: "Outbound",
        access: "Deny",
        sources: ["*"],
        destinations: ["Internet"],
        destinationPorts: ["*"],
      });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0",
        text: "rule DenyAll denies the packets of the clients to the NVA",
        fix: "priority: 111",
      },
      {
        at: "main/hub100/nva-subnet securityRules.0",
        text: "rule NoInternet denies the packets of the NVA to the internet",
        fix: "remove that rule",
      },
    ],
  ),
  fails(
    "forwarded-traffic-denied",
    "a deny of a range with all that is tunnelled",
    ({ app, nvaRule, siteDeclaration }) => {
      siteDeclaration.tunnelledSources = [
        { at: place("main/hub100", "nvaSubnet.tunnelledSources.0"), source: "10.0.0.0/16" },
      ];
      app.securityGroups[2]!.rules.push({
        ...nvaRule,
        name: "Deny10",
        priority: 101,
        access: "Deny",
        sources: ["10.0.0.0/8"],
        destinationPorts: ["*"],
      });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0",
        text: "rule Deny10 denies the packets of the clients to the NVA",
      },
    ],
  ),
  fails(
    "forwarded-traffic-denied",
    "one deny for two NVAs, said once",
    ({ app, nva, nvaRule }) => {
      app.nvas.push({ ...nva, path: "main/nva101", privateIpAddress: "10.100.0.11" });
      app.securityGroups[2]!.rules.push({
        ...nvaRule,
        name: "DenyAll",
        priority: 101,
        access: "Deny",
        sources: ["*"],
        destinationPorts: ["*"],
      });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0",
        text: "rule DenyAll denies the packets of the clients to the NVA",
      },
    ],
  ),
];
