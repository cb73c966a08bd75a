import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("security-rule-malformed", "lists, ranges, tags and IPv6", ({ clientRule }) => {
    Object.assign(clientRule, {
      sources: ["fd00::/8", "fd01::1"],
      destinations: ["Storage.JapanEast"],
      destinationPorts: ["22", "8000-8080", "0-65535", undefined],
    });
  }),
  fails(
    "security-rule-malformed",
    "a port above 65535",
    ({ clientRule }) => (clientRule.destinationPorts = ["70000"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        text: '"70000" is greater than 65535',
        got: '["70000"]',
        want: "*, a port, or a range such as 8000-8080, from 0 to 65535 (Azure)",
        fix: '"443"',
      },
    ],
  ),
  fails("security-rule-malformed", "a reversed range", ({ clientRule }) => (clientRule.destinationPorts = ["443-80"]), [
    {
      at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
      text: '"443-80" is a range that ends before it starts',
      got: '["443-80"]',
      fix: '"80-443"',
    },
  ]),
  fails(
    "security-rule-malformed",
    "the name of a protocol as a port",
    ({ clientRule }) => (clientRule.destinationPorts = ["ssh"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        text: '"ssh" is neither a port nor a range of ports',
        got: '["ssh"]',
        fix: '"22"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "several ports in one string",
    ({ clientRule }) => (clientRule.sourcePorts = ["22,80"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sourcePorts.0",
        text: '"22,80" is neither a port nor a range of ports',
        got: '["22,80"]',
        fix: '"443"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "* together with a port",
    ({ clientRule }) => (clientRule.destinationPorts = ["*", "80"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        text: '"*" must be the only port',
        got: '["*","80"]',
        fix: '"0-65535"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "a rule without ports and sources",
    ({ clientRule }) => {
      clientRule.sources = [];
      clientRule.destinationPorts = [];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        text: "the rule has no sources",
        got: "[]",
        fix: 'sources: ["10.0.0.0/8"]',
      },
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts",
        text: "the rule has no destinationPorts",
        got: "[]",
        fix: 'destinationPorts: ["*"]',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "a range of addresses",
    ({ clientRule }) => (clientRule.sources = ["10.0.0.1-10.0.0.9"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: '"10.0.0.1-10.0.0.9" is neither an address, nor a prefix, nor a service tag',
        got: '"10.0.0.1-10.0.0.9"',
        fix: '"10.0.0.0/8"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "a service tag together with a prefix",
    ({ clientRule }) => (clientRule.destinations = ["10.0.0.0/8", "VirtualNetwork", undefined]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinations.1",
        text: "VirtualNetwork must be the only entry in destinations",
        got: '["10.0.0.0/8","VirtualNetwork","?"]',
        fix: 'destinations: ["VirtualNetwork"], and a separate rule for the others',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "IPv4 together with IPv6",
    ({ clientRule }) => (clientRule.sources = ["10.0.0.0/8", undefined, "fd00::/8"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        text: "sources mixes IPv4 and IPv6",
        got: '["10.0.0.0/8","?","fd00::/8"]',
        fix: 'sources: ["10.0.0.0/8"], and a separate rule for IPv6',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "values known after apply together with a service tag",
    ({ clientRule }) => (clientRule.sources = ["AzureLoadBalancer", undefined]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        text: "AzureLoadBalancer must be the only entry in sources",
        got: '["AzureLoadBalancer","?"]',
        fix: 'sources: ["AzureLoadBalancer"], and a separate rule for the others',
      },
    ],
  ),
];
