import { fails, passes, type Case } from "../case";
import { securityRule } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("security-rule-priority-refused", "the same priority in the other direction", ({ app }) => {
    app.securityGroups[0]?.rules.push(
      securityRule("main/hub00/client-subnet", 1, { priority: 100, direction: "Outbound" }),
    );
  }),
  fails(
    "security-rule-priority-refused",
    "the same priority twice",
    ({ app }) => {
      app.securityGroups[0]?.rules.push(securityRule("main/hub00/client-subnet", 1, { priority: 100 }));
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.1.priority",
        also: "main/hub00/client-subnet securityRules.0.priority",
        text: "priority 100 is already used by rule-0, also Inbound",
        got: "100",
        want: "a whole number from 100 to 4096 that no other Inbound rule of the group has (Azure)",
        fix: "priority: 101",
      },
    ],
  ),
  fails(
    "security-rule-priority-refused",
    "a Deny for everything with the priority of AllowForwardedTraffic, as one finding",
    ({ app, nvaRule }) => {
      const rules = app.securityGroups[2]!.rules;
      const { priority } = rules.find(({ name }) => name === "AllowForwardedTraffic")!;
      rules.push({ ...nvaRule, name: "DenyAll", priority, access: "Deny", sources: ["*"], destinationPorts: ["*"] });
    },
    [
      {
        at: "main/hub100/nva-subnet securityRules.0.priority",
        text: "priority 110 is already used by AllowForwardedTraffic, also Inbound",
      },
    ],
  ),
  fails(
    "security-rule-priority-refused",
    "the priority of a rule whose name is known after apply, with no later one free",
    ({ app, clientRule }) => {
      Object.assign(clientRule, { priority: 4096, name: undefined });
      app.securityGroups[0]?.rules.push(securityRule("main/hub00/client-subnet", 1, { priority: 4096 }));
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.1.priority",
        also: "main/hub00/client-subnet securityRules.0.priority",
        text: "priority 4096 is already used by another rule, also Inbound",
        got: "4096",
        fix: "priority: 4095",
      },
    ],
  ),
  fails("security-rule-priority-refused", "a priority below 100", ({ clientRule }) => (clientRule.priority = 99), [
    {
      at: "main/hub00/client-subnet securityRules.0.priority",
      text: "the priority 99 must be a whole number from 100 to 4096",
      got: "99",
      fix: "priority: 100",
    },
  ]),
  fails("security-rule-priority-refused", "a priority above 4096", ({ clientRule }) => (clientRule.priority = 65000), [
    {
      at: "main/hub00/client-subnet securityRules.0.priority",
      text: "the priority 65000 must be a whole number from 100 to 4096",
      got: "65000",
      fix: "priority: 4096",
    },
  ]),
  fails(
    "security-rule-priority-refused",
    "a value that is not a number",
    ({ clientRule }) => (clientRule.priority = Number.NaN),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.priority",
        text: "the priority NaN must be a whole number from 100 to 4096",
        got: "NaN",
        fix: "priority: 100",
      },
    ],
  ),
];
