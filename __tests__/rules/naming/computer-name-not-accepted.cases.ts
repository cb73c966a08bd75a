import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "computer-name-not-accepted",
    "15 characters on Windows, 64 on Linux, and a computer name that is set explicitly",
    ({ client, jump, nvaMachine }) => {
      client.computerName = "c".repeat(15);
      nvaMachine.computerName = "n".repeat(64);
      jump.name = "vm-jumpserver-hub00";
      jump.computerName = "vm-jump00";
    },
  ),
  fails(
    "computer-name-not-accepted",
    "16 characters on Windows",
    ({ client }) => (client.name = client.computerName = "vm-jumpserver-00"),
    [
      {
        at: "main/hub00/client name",
        text: 'the computer name "vm-jumpserver-00" has 16 characters',
        got: '"vm-jumpserver-00"',
        want: "1-15 letters, digits and -, not only digits (Windows)",
        fix: 'computerName: "vm-jumpserver-0"',
      },
    ],
  ),
  fails("computer-name-not-accepted", "a full stop on Windows", ({ client }) => (client.computerName = "vm.hub00"), [
    {
      at: "main/hub00/client name",
      text: 'the computer name "vm.hub00" has characters other than letters, digits and -',
      got: '"vm.hub00"',
      fix: 'computerName: "vm-hub00"',
    },
  ]),
  fails("computer-name-not-accepted", "a hyphen at the end", ({ client }) => (client.computerName = "vm-"), [
    {
      at: "main/hub00/client name",
      text: 'the computer name "vm-" starts or ends with a -',
      got: '"vm-"',
      fix: 'computerName: "vm"',
    },
  ]),
  fails("computer-name-not-accepted", "digits only", ({ client }) => (client.computerName = "100"), [
    {
      at: "main/hub00/client name",
      text: 'the computer name "100" consists of digits only',
      got: '"100"',
      fix: 'computerName: "vm-100"',
    },
  ]),
  fails("computer-name-not-accepted", "an empty name on Windows", ({ client }) => (client.computerName = ""), [
    {
      at: "main/hub00/client name",
      text: 'the computer name "" is empty',
      got: '""',
      fix: 'computerName: "vm-hub00"',
    },
  ]),
  fails("computer-name-not-accepted", "an empty name on Linux", ({ nvaMachine }) => (nvaMachine.computerName = ""), [
    {
      at: "main/nva100/machine name",
      text: 'the computer name "" is empty',
      got: '""',
      fix: 'computerName: "vm-hub00"',
    },
  ]),
  fails(
    "computer-name-not-accepted",
    "an underscore on Linux",
    ({ nvaMachine }) => (nvaMachine.computerName = "vm_nva100"),
    [
      {
        at: "main/nva100/machine name",
        text: 'the computer name "vm_nva100" has a character that a host name cannot have',
        got: '"vm_nva100"',
        fix: 'computerName: "vm-nva100"',
      },
    ],
  ),
  fails(
    "computer-name-not-accepted",
    "65 characters on Linux",
    ({ nvaMachine }) => (nvaMachine.computerName = "n".repeat(65)),
    [
      {
        at: "main/nva100/machine name",
        text: 'the computer name "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" has 65 characters',
        got: '"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"',
        fix: 'computerName: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"',
      },
    ],
  ),
  fails(
    "computer-name-not-accepted",
    "a full stop at the end on Linux",
    ({ nvaMachine }) => (nvaMachine.computerName = "nva."),
    [
      {
        at: "main/nva100/machine name",
        text: 'the computer name "nva." ends with "."',
        got: '"nva."',
        fix: 'computerName: "nva"',
      },
    ],
  ),
  passes(
    "computer-name-not-accepted",
    "a name that is known after apply",
    ({ client }) => (client.computerName = undefined),
  ),
];
