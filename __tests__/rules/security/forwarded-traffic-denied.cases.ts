import { fails, passes, type Case } from "../case";
import { onlyService } from "../nva/announcement-refused.cases";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes(
    "forwarded-traffic-denied",
    "a Deny for one port, and a Deny for everything after the Allow",
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
  passes("forwarded-traffic-denied", "an NVA with services only", (parts) => {
    onlyService(parts);
    const denied = { name: "DenyAll", priority: 101, access: "Deny", sources: ["*"], destinationPorts: ["*"] } as const;
    parts.app.securityGroups[2]!.rules.push({ ...parts.nvaRule, ...denied, sources: ["*"], destinationPorts: ["*"] });
  }),
  fails(
    "forwarded-traffic-denied",
    "a Deny for everything before the Allow, and one for traffic to the internet",
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
    "a Deny for a prefix that contains every tunnelled source",
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
    "one Deny for two NVAs, as one finding",
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
