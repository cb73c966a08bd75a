import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("admin-user-name-refused", "a name that is not reserved", ({ client }) => (client.adminUsername = "operator")),
  passes("admin-user-name-refused", "20 characters on Windows, 64 on Linux", ({ client, nvaMachine }) => {
    client.adminUsername = "u".repeat(20);
    nvaMachine.adminUsername = "u".repeat(64);
  }),
  fails(
    "admin-user-name-refused",
    "root, in another letter case",
    ({ nvaMachine }) => (nvaMachine.adminUsername = "Root"),
    [
      {
        at: "main/nva100/machine adminUsername",
        text: 'the user name "Root" is reserved by Azure',
        got: '"Root"',
        want: "1-64 characters, not a reserved name such as admin or root (Azure)",
        fix: 'adminUsername: "azureuser"',
      },
    ],
  ),
  fails(
    "admin-user-name-refused",
    "21 characters on Windows",
    ({ client }) => (client.adminUsername = "u".repeat(21)),
    [
      {
        at: "main/hub00/client adminUsername",
        text: 'the user name "uuuuuuuuuuuuuuuuuuuuu" has 21 characters',
        got: '"uuuuuuuuuuuuuuuuuuuuu"',
        fix: 'adminUsername: "azureuser"',
      },
    ],
  ),
  fails(
    "admin-user-name-refused",
    "65 characters on Linux",
    ({ nvaMachine }) => (nvaMachine.adminUsername = "u".repeat(65)),
    [
      {
        at: "main/nva100/machine adminUsername",
        text: 'the user name "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" has 65 characters',
        got: '"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"',
        fix: 'adminUsername: "azureuser"',
      },
    ],
  ),
  fails("admin-user-name-refused", "an empty name", ({ client }) => (client.adminUsername = ""), [
    {
      at: "main/hub00/client adminUsername",
      text: 'the user name "" is empty',
      got: '""',
      fix: 'adminUsername: "azureuser"',
    },
  ]),
  fails(
    "admin-user-name-refused",
    "a name that ends with a full stop on Windows",
    ({ client }) => (client.adminUsername = "op."),
    [
      {
        at: "main/hub00/client adminUsername",
        text: 'the user name "op." ends with a full stop',
        got: '"op."',
        fix: 'adminUsername: "azureuser"',
      },
    ],
  ),
  fails("admin-user-name-refused", "a name with an @ on Windows", ({ client }) => (client.adminUsername = "op@corp"), [
    {
      at: "main/hub00/client adminUsername",
      text: 'the user name "op@corp" has a character that Windows does not accept in a user name',
      got: '"op@corp"',
      fix: 'adminUsername: "azureuser"',
    },
  ]),
];
