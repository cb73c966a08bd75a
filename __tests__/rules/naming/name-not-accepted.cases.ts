import { fails, passes, type Case } from "../case";
import { name, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("name-not-accepted", "the longest name of each kind", ({ app }) => {
    app.names.push(
      name("main/x", "name", "virtual network", "v".repeat(64)),
      name("main/y", "name", "public IP", `${"p".repeat(79)}_`),
    );
  }),
  fails("name-not-accepted", "a blank", ({ app }) => app.names.push(name("main/x", "name", "subnet", "my subnet")), [
    {
      at: "main/x name",
      text: "the name of the subnet contains a blank",
      got: '"my subnet"',
      want: "1-80 letters, digits, _ . -; first a letter or digit, last one of them or _ (Azure)",
      fix: 'name: "my-subnet"',
    },
  ]),
  fails(
    "name-not-accepted",
    "an underscore in the name of a machine",
    ({ app }) => app.names.push(name("main/x", "name", "virtual machine", "vm_x")),
    [
      {
        at: "main/x name",
        text: 'the name of the virtual machine contains "_"',
        got: '"vm_x"',
        fix: 'name: "vm-x"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "an underscore in the name of a machine with the same computer name, as one finding",
    ({ app, client }) => {
      client.name = client.computerName = "vm_hub00";
      app.names.push(name("main/hub00/client", "name", "virtual machine", "vm_hub00"));
    },
    [
      {
        at: "main/hub00/client name",
        text: 'the name of the virtual machine contains "_"',
        got: '"vm_hub00"',
        fix: 'name: "vm-hub00"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "an empty name",
    ({ app }) => app.names.push(name("main/x", "name", "network interface", "")),
    [
      {
        at: "main/x name",
        text: "the name of the network interface is empty",
        got: '""',
        fix: "leave name out",
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "one character for a VNet",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "v")),
    [
      {
        at: "main/x name",
        text: "the name of the virtual network has 1 character",
        got: '"v"',
        fix: 'name: "vnet-v"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "too many characters",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "v".repeat(65))),
    [
      {
        at: "main/x name",
        text: "the name of the virtual network has 65 characters",
        got: '"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"',
        fix: 'name: "vvvvvvvvvvvvvvv"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a hyphen at the start",
    ({ app }) => app.names.push(name("main/x", "name", "gateway", "-ergw")),
    [
      {
        at: "main/x name",
        text: 'the name of the gateway starts with "-"',
        got: '"-ergw"',
        fix: 'name: "ergw"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a full stop at the end",
    ({ app }) => app.names.push(name("main/x", "name", "BGP connection", "nva.")),
    [
      {
        at: "main/x name",
        text: 'the name of the BGP connection ends with "."',
        got: '"nva."',
        fix: 'name: "nva"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "digits only",
    ({ app }) => app.names.push(name("main/x", "name", "virtual machine", "100")),
    [
      {
        at: "main/x name",
        text: "the name of the virtual machine consists of digits only",
        got: '"100"',
        fix: 'name: "vm-100"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a name without any accepted character",
    ({ app }) => app.names.push(name("main/x", "name", "BGP connection", "é")),
    [
      {
        at: "main/x name",
        text: 'the name of the BGP connection contains "é"',
        got: '"é"',
        fix: 'name: "bgp-hub00"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a prefix as the name of a route",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes = [route("main/hub00/jump-subnet", 0, "0.0.0.0/0", "Internet", { name: "0.0.0.0/0" })];
    },
    [
      {
        at: "main/hub00/jump-subnet routes.0.name",
        text: 'the name of the route contains "/"',
        got: '"0.0.0.0/0"',
        fix: 'name: "0.0.0.0-0"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a blank in the name of a security rule",
    ({ clientRule }) => (clientRule.name = "allow all"),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.name",
        text: "the name of the security rule contains a blank",
        got: '"allow all"',
        fix: 'name: "allow-all"',
      },
    ],
  ),
  passes("name-not-accepted", "the longest name of a secret", ({ app }) => {
    app.names.push(name("main/password", "secretName", "Key Vault secret", "s".repeat(127)));
  }),
  fails(
    "name-not-accepted",
    "an underscore in the name of a secret",
    ({ app }) => app.names.push(name("main/password", "secretName", "Key Vault secret", "jump_server")),
    [
      {
        at: "main/password secretName",
        text: 'the name of the Key Vault secret contains "_"',
        got: '"jump_server"',
        fix: 'secretName: "jump-server"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a secret without a name",
    ({ app }) => app.names.push(name("main/password", "secretName", "Key Vault secret", "")),
    [
      {
        at: "main/password secretName",
        text: "the name of the Key Vault secret is empty",
        fix: 'secretName: "secret-hub00"',
      },
    ],
  ),
];
