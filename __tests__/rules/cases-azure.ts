import { fails, passes, type Case } from "./case";
import { machine, name, place, route, securityRule, SSH_KEY } from "./declaration-builder";

const RSA_2048 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCZj/9cZ8g7yzbNqQkGbcNbdi+ph7oXZtEUF9t1rL4OMPbDlcL3vYM4weQwZ9F/1NN/78APmbr32demCwKi1g5Kt1miLV8A54+RQxjHxgII4e9ytlr7W4C5WCdRntTttsjbc+//xWd1ZF67fJ+waOyc/Eq9ehHX94snZ2eEp1YW6XIyym6E4RZiemUmeIGX93C46CDpAEHP6xvn3PlaktcOwFgvAoSEwpEwJ5Xu+ahrNSmXI58KDZsKWI8OrztEWxV5s8o7pnZZHOXYiiP6qDhFFa/7RUAkqkpHALbnFQabHpHNjwV7FoCCO3lM/mCX882cBNbG26b4xI6+i+Zo8719 operator";
const RSA_1024 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCka22jfgJQtm2XgsxAox5X9WwzPaBUgmhaWCZP3HJMjeSu8/6/S5D5nxiXgS7C9h6sKUrtiDxJ9JN79bOVrolNFRk6KCPCehqoRMWXylLqs7c1Wr//XioIS1KzP8N8xO6cvF/bIHUabhgi9sTGfUvYyFRye0idkZKmM960oujUJQ==";
const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/** Names, machines, security groups, tags and other things that Azure refuses. */
export const AZURE_CASES: readonly Case[] = [
  passes("name-not-accepted", "the longest of each form", ({ app }) => {
    app.names.push(
      name("main/x", "name", "virtual network", "v".repeat(64)),
      name("main/y", "name", "public IP", `${"p".repeat(79)}_`),
    );
  }),
  fails("name-not-accepted", "a blank", ({ app }) => app.names.push(name("main/x", "name", "subnet", "my subnet")), [
    {
      at: "main/x name",
      sentence: "the name of the subnet contains a blank",
      got: '"my subnet"',
      want: "1-80 letters, digits, _ . -; first a letter or digit, last one of them or _ (Azure)",
      fix: 'name: "my-subnet"',
    },
  ]),
  fails(
    "name-not-accepted",
    "an underscore in a machine's name",
    ({ app }) => app.names.push(name("main/x", "name", "virtual machine", "vm_x")),
    [
      {
        at: "main/x name",
        sentence: 'the name of the virtual machine contains "_"',
        got: '"vm_x"',
        fix: 'name: "vm-x"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "an underscore in the name of a machine that calls itself the same: one cause, one finding",
    ({ app, client }) => {
      client.name = client.computerName = "vm_hub00";
      app.names.push(name("main/hub00/client", "name", "virtual machine", "vm_hub00"));
    },
    [
      {
        at: "main/hub00/client name",
        sentence: 'the name of the virtual machine contains "_"',
        got: '"vm_hub00"',
        fix: 'name: "vm-hub00"',
      },
    ],
  ),
  fails("name-not-accepted", "nothing", ({ app }) => app.names.push(name("main/x", "name", "network interface", "")), [
    {
      at: "main/x name",
      sentence: "the name of the network interface is empty",
      got: '""',
      fix: 'name: "nic-hub00"',
    },
  ]),
  fails(
    "name-not-accepted",
    "one character for a VNet",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "v")),
    [
      {
        at: "main/x name",
        sentence: "the name of the virtual network has 1 character",
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
        sentence: "the name of the virtual network has 65 characters",
        got: '"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"',
        fix: 'name: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a hyphen first",
    ({ app }) => app.names.push(name("main/x", "name", "gateway", "-ergw")),
    [
      {
        at: "main/x name",
        sentence: 'the name of the gateway starts with "-"',
        got: '"-ergw"',
        fix: 'name: "ergw"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "a full stop last",
    ({ app }) => app.names.push(name("main/x", "name", "BGP connection", "nva.")),
    [
      {
        at: "main/x name",
        sentence: 'the name of the BGP connection ends with "."',
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
        sentence: "the name of the virtual machine consists of digits only",
        got: '"100"',
        fix: 'name: "vm-100"',
      },
    ],
  ),
  fails(
    "name-not-accepted",
    "nothing but strange characters",
    ({ app }) => app.names.push(name("main/x", "name", "BGP connection", "é")),
    [
      {
        at: "main/x name",
        sentence: 'the name of the BGP connection contains "é"',
        got: '"é"',
        fix: 'name: "BGP-connection-hub00"',
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
        sentence: 'the name of the route contains "/"',
        got: '"0.0.0.0/0"',
        fix: 'name: "0.0.0.0-0"',
      },
    ],
  ),
  fails("name-not-accepted", "a blank in a security rule's name", ({ clientRule }) => (clientRule.name = "allow all"), [
    {
      at: "main/hub00/client-subnet securityRules.0.name",
      sentence: "the name of the security rule contains a blank",
      got: '"allow all"',
      fix: 'name: "allow-all"',
    },
  ]),

  passes("name-taken", "the same in another scope or of another kind", ({ app }) => {
    app.names.push(
      name("main/x", "name", "subnet", "default", "vnet-hub100"),
      name("main/y", "name", "public IP", "vnet-hub00"),
    );
  }),
  fails(
    "name-taken",
    "two VNets",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "vnet-hub00")),
    [
      {
        at: "main/x name",
        also: "main/hub00 virtualNetworkName",
        sentence: "virtual network vnet-hub00 exists already in resource group rg",
        got: "vnet-hub00",
        want: "a name that no other virtual network of resource group rg has (Azure)",
        fix: 'name: "vnet-hub00-2"',
      },
    ],
  ),
  fails(
    "name-taken",
    "another letter case",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "VNET-hub00")),
    [
      {
        at: "main/x name",
        also: "main/hub00 virtualNetworkName",
        sentence:
          "virtual network VNET-hub00 exists already in resource group rg as vnet-hub00: Azure ignores letter case",
        got: "VNET-hub00",
        fix: 'name: "VNET-hub00-2"',
      },
    ],
  ),

  passes("computer-name-not-accepted", "15 characters, and a short one of its own", ({ client, jump }) => {
    client.computerName = "c".repeat(15);
    jump.name = "vm-jumpserver-hub00";
    jump.computerName = "vm-jump00";
  }),
  fails(
    "computer-name-not-accepted",
    "16 characters on Windows",
    ({ client }) => (client.name = client.computerName = "vm-jumpserver-hub00"),
    [
      {
        at: "main/hub00/client name",
        sentence: 'the computer name "vm-jumpserver-hub00" has 19 characters',
        got: '"vm-jumpserver-hub00"',
        want: "1-15 letters, digits and -, not only digits (Windows)",
        fix: 'computerName: "vm-jumpserver-h"',
      },
    ],
  ),
  fails("computer-name-not-accepted", "a full stop on Windows", ({ client }) => (client.computerName = "vm.hub00"), [
    {
      at: "main/hub00/client name",
      sentence: 'the computer name "vm.hub00" has other characters than letters, digits and -',
      got: '"vm.hub00"',
      fix: 'computerName: "vm-hub00"',
    },
  ]),
  fails("computer-name-not-accepted", "a hyphen last", ({ client }) => (client.computerName = "vm-"), [
    {
      at: "main/hub00/client name",
      sentence: 'the computer name "vm-" starts or ends with a -',
      got: '"vm-"',
      fix: 'computerName: "vm"',
    },
  ]),
  fails("computer-name-not-accepted", "digits only", ({ client }) => (client.computerName = "100"), [
    {
      at: "main/hub00/client name",
      sentence: 'the computer name "100" consists of digits only',
      got: '"100"',
      fix: 'computerName: "vm-100"',
    },
  ]),
  fails("computer-name-not-accepted", "nothing on Windows", ({ client }) => (client.computerName = ""), [
    {
      at: "main/hub00/client name",
      sentence: 'the computer name "" is empty',
      got: '""',
      fix: 'computerName: "vm-hub00"',
    },
  ]),
  fails("computer-name-not-accepted", "nothing on Linux", ({ nvaMachine }) => (nvaMachine.computerName = ""), [
    {
      at: "main/nva100/machine name",
      sentence: 'the computer name "" is empty',
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
        sentence: 'the computer name "vm_nva100" has a character that no host name has',
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
        sentence:
          'the computer name "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" has 65 characters',
        got: '"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"',
        fix: 'computerName: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"',
      },
    ],
  ),
  fails(
    "computer-name-not-accepted",
    "a full stop last on Linux",
    ({ nvaMachine }) => (nvaMachine.computerName = "nva."),
    [
      {
        at: "main/nva100/machine name",
        sentence: 'the computer name "nva." ends with "."',
        got: '"nva."',
        fix: 'computerName: "nva"',
      },
    ],
  ),
  passes("computer-name-not-accepted", "one that is not known yet", ({ client }) => (client.computerName = undefined)),

  passes("admin-user-name-refused", "another one", ({ client }) => (client.adminUsername = "operator")),
  fails(
    "admin-user-name-refused",
    "root, in another letter case",
    ({ nvaMachine }) => (nvaMachine.adminUsername = "Root"),
    [
      {
        at: "main/nva100/machine adminUsername",
        sentence: 'the user name "Root" is one of those that Azure refuses',
        got: '"Root"',
        want: "1-64 characters, none of the names that everybody tries first (Azure)",
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
        sentence: 'the user name "uuuuuuuuuuuuuuuuuuuuu" has 21 characters',
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
        sentence: 'the user name "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" has 65 characters',
        got: '"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"',
        fix: 'adminUsername: "azureuser"',
      },
    ],
  ),
  fails("admin-user-name-refused", "nothing", ({ client }) => (client.adminUsername = ""), [
    {
      at: "main/hub00/client adminUsername",
      sentence: 'the user name "" is empty',
      got: '""',
      fix: 'adminUsername: "azureuser"',
    },
  ]),
  fails("admin-user-name-refused", "a full stop last on Windows", ({ client }) => (client.adminUsername = "op."), [
    {
      at: "main/hub00/client adminUsername",
      sentence: 'the user name "op." ends with a full stop',
      got: '"op."',
      fix: 'adminUsername: "azureuser"',
    },
  ]),
  fails("admin-user-name-refused", "an @ on Windows", ({ client }) => (client.adminUsername = "op@corp"), [
    {
      at: "main/hub00/client adminUsername",
      sentence: 'the user name "op@corp" has a character that no Windows user name has',
      got: '"op@corp"',
      fix: 'adminUsername: "azureuser"',
    },
  ]),

  passes("ssh-key-refused", "RSA of 2048 bits", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `${RSA_2048}\n`)),
  passes(
    "ssh-key-refused",
    "a key that is known at apply",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = undefined),
  ),
  fails("ssh-key-refused", "none", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = null), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key is missing",
      got: "none",
      want: "ssh-rsa of 2048 bits or more, or ssh-ed25519, as in a .pub file (Azure)",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "nothing", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = " "), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key is empty",
      got: '" "',
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "RSA of 1024 bits", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = RSA_1024), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key has 1024 bits",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "ECDSA", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = ECDSA), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key is of type ecdsa-sha2-nistp256",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails(
    "ssh-key-refused",
    "a private key, which is not printed",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----";
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is a private key, which must not leave its owner's machine",
        got: "(not shown)",
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "PEM",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is in PEM or SSH2 form, not in that of a .pub file",
        got: '"-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails("ssh-key-refused", "a path", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = "~/.ssh/id_rsa.pub"), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key begins with no type of key",
      got: '"~/.ssh/id_rsa.pub"',
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "a cut key", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = SSH_KEY.slice(0, 60)), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key is damaged: its base64 part does not begin with its type",
      got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEg7Mc7gQsr41hw28+0AGNuS"',
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails(
    "ssh-key-refused",
    "a key that is shorter than it says",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-ed25519 ${Buffer.concat([field("ssh-ed25519"), field("short")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is damaged: an ssh-ed25519 key has 32 bytes",
        got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAABXNob3J0"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "bytes that are left over",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-ed25519 ${Buffer.concat([field("ssh-ed25519"), Buffer.from("ab")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is damaged: its base64 part does not begin with its type",
        got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5YWI="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "RSA without modulus",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-rsa ${Buffer.concat([field("ssh-rsa"), field("e")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is damaged: it has no modulus",
        got: '"ssh-rsa AAAAB3NzaC1yc2EAAAABZQ=="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "RSA with an empty modulus",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-rsa ${Buffer.concat([field("ssh-rsa"), field("e"), field("")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is damaged: it has no modulus",
        got: '"ssh-rsa AAAAB3NzaC1yc2EAAAABZQAAAAA="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a type that another key has",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `ssh-rsa ${SSH_KEY.split(" ")[1]}`),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        sentence: "the SSH public key is damaged: its base64 part does not begin with its type",
        got: '"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEg7Mc7gQsr41hw28+0AGNuSOWcvOEzKa0xQmNljEZn3"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails("ssh-key-refused", "two keys", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `${SSH_KEY}\n${SSH_KEY}`), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      sentence: "the SSH public key has more than one line",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),

  passes("user-data-too-large", "exactly as much as Azure takes", ({ nva }) => (nva.userDataBytes = 65_535)),
  fails("user-data-too-large", "a byte too many", ({ nva }) => (nva.userDataBytes = 65_536), [
    {
      at: "main/nva100 files.0.path",
      sentence: "the NVA's user data has 65536 bytes, 1 too many",
      got: "65536 bytes",
      want: "at most 65535 bytes before base64 (Azure)",
      fix: "fetch the large files in a command of the first boot instead of writing them out in files",
    },
  ]),
  fails(
    "user-data-too-large",
    "without files",
    ({ nva }) => {
      nva.userDataBytes = 70_000;
      nva.filePaths = [];
    },
    [
      {
        at: "main/nva100 files",
        sentence: "the NVA's user data has 70000 bytes, 4465 too many",
        got: "70000 bytes",
        fix: "fetch the large files in a command of the first boot instead of writing them out in files",
      },
    ],
  ),

  passes("open-to-the-internet", "opened by name", ({ jumpServer, jumpRule }) => {
    jumpServer.openToInternet = true;
    jumpRule.sources = ["Internet"];
    jumpRule.openedByName = true;
  }),
  passes("open-to-the-internet", "outbound, or denied", ({ clientRule, nvaRule }) => {
    Object.assign(clientRule, { sources: ["*"], direction: "Outbound" });
    Object.assign(nvaRule, { sources: ["*"], access: "Deny" });
  }),
  passes("open-to-the-internet", "sources that are not known yet", ({ jumpServer, clientRule }) => {
    jumpServer.operatorSources = undefined;
    clientRule.sources = [undefined];
  }),
  fails(
    "open-to-the-internet",
    "an operator source, reported where it was given",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "0.0.0.0/0" }];
      jumpRule.sources = ["0.0.0.0/0"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        sentence: "0.0.0.0/0 lets the whole internet in",
        got: "0.0.0.0/0",
        want: "the addresses that you work from, or openToInternet: true",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  fails("open-to-the-internet", "two halves", ({ clientRule }) => (clientRule.sources = ["0.0.0.0/1", "128.0.0.0/1"]), [
    {
      at: "main/hub00/client-subnet securityRules.0.sources.0",
      sentence: "0.0.0.0/1 with 128.0.0.0/1 let the whole internet in",
      got: "0.0.0.0/1, 128.0.0.0/1",
      fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
    },
  ]),
  fails(
    "open-to-the-internet",
    "most of it",
    ({ clientRule }) => (clientRule.sources = ["128.0.0.0/1", "64.0.0.0/2", "64.0.0.0/3", "10.0.0.0/8"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        sentence: "128.0.0.0/1 with 64.0.0.0/2 with 64.0.0.0/3 with 10.0.0.0/8 let 75 % of all IPv4 addresses in",
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
        sentence: "internet lets the whole internet in",
        got: "internet",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
  fails("open-to-the-internet", "IPv6", ({ clientRule }) => (clientRule.sources = ["::/0"]), [
    {
      at: "main/hub00/client-subnet securityRules.0.sources.0",
      sentence: "::/0 lets the whole internet in",
      got: "::/0",
      fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
    },
  ]),
  fails(
    "open-to-the-internet",
    "a rule beside a jump server that was opened by name",
    ({ jumpServer, clientRule }) => {
      jumpServer.openToInternet = true;
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "*" }];
      clientRule.sources = ["*"];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        sentence: "* lets the whole internet in",
        got: "*",
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),

  passes("source-malformed", "a prefix, and one that is not known yet", ({ jumpServer }) => {
    jumpServer.operatorSources?.push(
      { at: place("main/hub00", "jumpServer.operatorSources.1"), source: "203.0.113.0/24" },
      { at: place("main/hub00", "jumpServer.operatorSources.2"), source: undefined },
    );
  }),
  fails(
    "source-malformed",
    "host bits",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [
        { at: place("main/hub00", "jumpServer.operatorSources.0"), source: "198.51.100.7/24" },
      ];
      jumpRule.sources = ["198.51.100.7/24"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        sentence: "198.51.100.7/24 is an address in 198.51.100.0/24, not a prefix",
        got: "198.51.100.7/24",
        want: "an IPv4 address, or a prefix without host bits",
        fix: '"198.51.100.7" for the one address, "198.51.100.0/24" for all of them',
      },
    ],
  ),
  fails(
    "source-malformed",
    "words",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "my office" }];
      jumpRule.sources = ["my office"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        sentence: '"my office" is neither an IPv4 address nor a prefix',
        got: '"my office"',
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),

  passes(
    "jump-server-without-source",
    "sources that are not known yet",
    ({ jumpServer }) => (jumpServer.operatorSources = undefined),
  ),
  fails("jump-server-without-source", "none", ({ jumpServer }) => (jumpServer.operatorSources = []), [
    {
      at: "main/hub00 operatorSources",
      sentence: "nobody may log in to the jump server",
      got: "no operatorSources",
      want: "the addresses that you work from",
      fix: 'operatorSources: ["203.0.113.7"], with your own address: curl -4 https://ifconfig.me',
    },
  ]),

  passes("secret-in-plain-text", "a reference", () => undefined),
  fails(
    "secret-in-plain-text",
    "an authorization key",
    ({ app }) => app.secrets.push({ at: place("main/circuit", "authorizationKeys.1"), literal: true }),
    [
      {
        at: "main/circuit authorizationKeys.1",
        sentence: "the value of authorizationKeys.1 is written out",
        got: "(not shown)",
        want: "a reference: a sensitive variable, or a secret of a Key Vault",
        fix: 'new TerraformVariable(stack, "authorizationKeys", { sensitive: true }).stringValue',
      },
    ],
  ),
  fails(
    "secret-in-plain-text",
    "a password",
    ({ app }) => app.secrets.push({ at: place("main/hub00", "client.adminPassword"), literal: true }),
    [
      {
        at: "main/hub00 client.adminPassword",
        sentence: "the value of client.adminPassword is written out",
        got: "(not shown)",
        fix: 'new TerraformVariable(stack, "adminPassword", { sensitive: true }).stringValue',
      },
    ],
  ),

  passes("security-rule-priority-refused", "the same in the other direction", ({ app }) => {
    app.securityGroups[0]?.rules.push(
      securityRule("main/hub00/client-subnet", 1, { priority: 100, direction: "Outbound" }),
    );
  }),
  fails(
    "security-rule-priority-refused",
    "the same twice",
    ({ app }) => {
      app.securityGroups[0]?.rules.push(securityRule("main/hub00/client-subnet", 1, { priority: 100 }));
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.1.priority",
        also: "main/hub00/client-subnet securityRules.0.priority",
        sentence: "priority 100 is that of rule-0 already, Inbound too",
        got: "100",
        want: "a whole number from 100 to 4096 that no other Inbound rule of the group has (Azure)",
        fix: "priority: 101",
      },
    ],
  ),
  fails(
    "security-rule-priority-refused",
    "the same as a rule whose name is not known yet, with no later one free",
    ({ app, clientRule }) => {
      Object.assign(clientRule, { priority: 4096, name: undefined });
      app.securityGroups[0]?.rules.push(securityRule("main/hub00/client-subnet", 1, { priority: 4096 }));
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.1.priority",
        also: "main/hub00/client-subnet securityRules.0.priority",
        sentence: "priority 4096 is that of another rule already, Inbound too",
        got: "4096",
        fix: "priority: 4095",
      },
    ],
  ),
  fails("security-rule-priority-refused", "too small", ({ clientRule }) => (clientRule.priority = 99), [
    {
      at: "main/hub00/client-subnet securityRules.0.priority",
      sentence: "the priority 99 is no whole number from 100 to 4096",
      got: "99",
      fix: "priority: 100",
    },
  ]),
  fails("security-rule-priority-refused", "too large", ({ clientRule }) => (clientRule.priority = 65000), [
    {
      at: "main/hub00/client-subnet securityRules.0.priority",
      sentence: "the priority 65000 is no whole number from 100 to 4096",
      got: "65000",
      fix: "priority: 4096",
    },
  ]),
  fails("security-rule-priority-refused", "no number", ({ clientRule }) => (clientRule.priority = Number.NaN), [
    {
      at: "main/hub00/client-subnet securityRules.0.priority",
      sentence: "the priority NaN is no whole number from 100 to 4096",
      got: "NaN",
      fix: "priority: 100",
    },
  ]),

  passes("security-rule-malformed", "lists, ranges, tags and IPv6", ({ clientRule }) => {
    Object.assign(clientRule, {
      sources: ["fd00::/8", "fd01::1"],
      destinations: ["Storage.JapanEast"],
      destinationPorts: ["22", "8000-8080", "0-65535", undefined],
    });
  }),
  fails(
    "security-rule-malformed",
    "a port beyond 65535",
    ({ clientRule }) => (clientRule.destinationPorts = ["70000"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        sentence: '"70000" is beyond 65535',
        got: '["70000"]',
        want: "*, a port, or a range such as 8000-8080, from 0 to 65535 (Azure)",
        fix: '"443"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "a range the wrong way round",
    ({ clientRule }) => (clientRule.destinationPorts = ["443-80"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        sentence: '"443-80" is a range whose end is before its start',
        got: '["443-80"]',
        fix: '"80-443"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "the name of a protocol",
    ({ clientRule }) => (clientRule.destinationPorts = ["ssh"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        sentence: '"ssh" is neither a port nor a range of ports',
        got: '["ssh"]',
        fix: '"22"',
      },
    ],
  ),
  fails("security-rule-malformed", "a list in one text", ({ clientRule }) => (clientRule.sourcePorts = ["22,80"]), [
    {
      at: "main/hub00/client-subnet securityRules.0.sourcePorts.0",
      sentence: '"22,80" is neither a port nor a range of ports',
      got: '["22,80"]',
      fix: '"443"',
    },
  ]),
  fails(
    "security-rule-malformed",
    "every port beside another",
    ({ clientRule }) => (clientRule.destinationPorts = ["*", "80"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts.0",
        sentence: '"*" stands beside other ports',
        got: '["*","80"]',
        fix: '"0-65535"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "no port and no source",
    ({ clientRule }) => {
      clientRule.sources = [];
      clientRule.destinationPorts = [];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        sentence: "the rule has no sources",
        got: "[]",
        fix: 'sources: ["10.0.0.0/8"]',
      },
      {
        at: "main/hub00/client-subnet securityRules.0.destinationPorts",
        sentence: "the rule has no destinationPorts",
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
        sentence: '"10.0.0.1-10.0.0.9" is neither an address, nor a prefix, nor a service tag',
        got: '"10.0.0.1-10.0.0.9"',
        fix: '"10.0.0.0/8"',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "a tag beside a prefix",
    ({ clientRule }) => (clientRule.destinations = ["10.0.0.0/8", "VirtualNetwork", undefined]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.destinations.1",
        sentence: "VirtualNetwork stands beside other destinations",
        got: '["10.0.0.0/8","VirtualNetwork","?"]',
        fix: 'destinations: ["VirtualNetwork"], and a rule of its own for the others',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "IPv4 with IPv6",
    ({ clientRule }) => (clientRule.sources = ["10.0.0.0/8", undefined, "fd00::/8"]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        sentence: "IPv4 and IPv6 stand together in sources",
        got: '["10.0.0.0/8","?","fd00::/8"]',
        fix: 'sources: ["10.0.0.0/8"], and a rule of its own for IPv6',
      },
    ],
  ),
  fails(
    "security-rule-malformed",
    "unknown values beside a tag",
    ({ clientRule }) => (clientRule.sources = ["AzureLoadBalancer", undefined]),
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources.0",
        sentence: "AzureLoadBalancer stands beside other sources",
        got: '["AzureLoadBalancer","?"]',
        fix: 'sources: ["AzureLoadBalancer"], and a rule of its own for the others',
      },
    ],
  ),

  passes("accelerated-networking-unsupported", "a size that has it", ({ client }) =>
    Object.assign(client, { acceleratedNetworking: true, size: "Standard_D4s_v5" }),
  ),
  fails(
    "accelerated-networking-unsupported",
    "the article's size",
    ({ client }) => (client.acceleratedNetworking = true),
    [
      {
        at: "main/hub00/client acceleratedNetworking",
        sentence: "Standard_B2ms has no accelerated networking",
        got: 'acceleratedNetworking: true, size: "Standard_B2ms"',
        want: "a size that supports it (Azure)",
        fix: "acceleratedNetworking: false",
      },
    ],
  ),
  fails(
    "accelerated-networking-unsupported",
    "an old small one",
    ({ client }) => Object.assign(client, { acceleratedNetworking: true, size: "Standard_A2m_v2" }),
    [
      {
        at: "main/hub00/client acceleratedNetworking",
        sentence: "Standard_A2m_v2 has no accelerated networking",
        got: 'acceleratedNetworking: true, size: "Standard_A2m_v2"',
        fix: "acceleratedNetworking: false",
      },
    ],
  ),

  passes("image-needs-automatic-by-platform", "another image, and one on Linux", ({ client, jump, nvaMachine }) => {
    client.image = { offer: "WindowsServer", sku: "2022-datacenter-azure-edition-smalldisk" };
    jump.image = { offer: undefined, sku: "2025-datacenter-azure-edition" };
    nvaMachine.image = { offer: "WindowsServer", sku: "2025-datacenter-azure-edition" };
  }),
  fails(
    "image-needs-automatic-by-platform",
    "hotpatching",
    ({ client }) => (client.image = { offer: "WindowsServer", sku: "2025-datacenter-azure-edition-smalldisk" }),
    [
      {
        at: "main/hub00/client image.sku",
        sentence: "image 2025-datacenter-azure-edition-smalldisk is one with hotpatching",
        got: "2025-datacenter-azure-edition-smalldisk",
        want: "an image without hotpatching (azurerm)",
        fix: 'sku: "2022-datacenter-azure-edition-smalldisk"',
      },
    ],
  ),

  passes("zone-unknown", "a public IP in all zones", ({ jump }) =>
    Object.assign(jump, { zone: "2", publicIpZones: ["1", "2", "3"] }),
  ),
  fails("zone-unknown", "a word", ({ jump }) => (jump.zone = "Zone-Redundant"), [
    {
      at: "main/hub00/jump-server zone",
      sentence: '"Zone-Redundant" is no zone',
      got: '"Zone-Redundant"',
      want: '"1", "2" or "3" (Azure)',
      fix: 'zone: "1"',
    },
  ]),
  fails(
    "zone-unknown",
    "a fourth one of the public IP",
    ({ jump }) => Object.assign(jump, { zone: "1", publicIpZones: ["zone-2", "4"] }),
    [
      {
        at: "main/hub00/jump-server publicIpZones.0",
        sentence: '"zone-2" is no zone',
        got: '"zone-2"',
        fix: '"2"',
      },
      {
        at: "main/hub00/jump-server publicIpZones.1",
        sentence: '"4" is no zone',
        got: '"4"',
        fix: '"1"',
      },
    ],
  ),
  fails(
    "zone-unknown",
    "a public IP in another zone",
    ({ jump }) => Object.assign(jump, { zone: "2", publicIpZones: ["1"] }),
    [
      {
        at: "main/hub00/jump-server publicIpZones",
        also: "main/hub00/jump-server zone",
        sentence: "the machine is in zone 2 and its public IP in 1",
        got: "1",
        fix: 'publicIpZones: ["2"]',
      },
    ],
  ),

  passes("shutdown-time-malformed", "a minute to midnight", ({ client }) =>
    Object.assign(client, { shutdownTime: "2359", shutdownTimeZone: "UTC" }),
  ),
  fails("shutdown-time-malformed", "three digits", ({ client }) => (client.shutdownTime = "900"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      sentence: '"900" is no time in four digits',
      got: '"900"',
      want: '"0000" to "2359" (azurerm)',
      fix: 'time: "0900"',
    },
  ]),
  fails("shutdown-time-malformed", "an hour", ({ client }) => (client.shutdownTime = "9"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      sentence: '"9" is no time in four digits',
      got: '"9"',
      fix: 'time: "0900"',
    },
  ]),
  fails("shutdown-time-malformed", "a colon", ({ client }) => (client.shutdownTime = "18:30"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      sentence: '"18:30" is no time in four digits',
      got: '"18:30"',
      fix: 'time: "1830"',
    },
  ]),
  fails("shutdown-time-malformed", "midnight as 24", ({ client }) => (client.shutdownTime = "2400"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      sentence: '"2400" is no time in four digits',
      got: '"2400"',
      fix: 'time: "0000"',
    },
  ]),

  passes("time-zone-unknown", "Tokyo", ({ client }) => (client.shutdownTimeZone = "Tokyo Standard Time")),
  fails("time-zone-unknown", "an IANA name", ({ client }) => (client.shutdownTimeZone = "Asia/Tokyo"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      sentence: '"Asia/Tokyo" is no Windows time zone; Tokyo Standard Time is',
      got: '"Asia/Tokyo"',
      want: "one of 106 names, such as Tokyo Standard Time or UTC (azurerm)",
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "another letter case", ({ client }) => (client.shutdownTimeZone = "tokyo standard time"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      sentence: '"tokyo standard time" is no Windows time zone; Tokyo Standard Time is',
      got: '"tokyo standard time"',
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "a slip of the pen", ({ client }) => (client.shutdownTimeZone = "Tokio Standard Time"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      sentence: '"Tokio Standard Time" is no Windows time zone; Tokyo Standard Time is',
      got: '"Tokio Standard Time"',
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "nothing known", ({ client }) => (client.shutdownTimeZone = "Mars"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      sentence: '"Mars" is no Windows time zone',
      got: '"Mars"',
      fix: 'timeZone: "UTC"',
    },
  ]),

  passes("file-path-refused", "a path that is not known yet", ({ nva }) =>
    nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: undefined }),
  ),
  fails(
    "file-path-refused",
    "a relative one",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "motd" }),
    [
      {
        at: "main/nva100 files.1.path",
        sentence: '"motd" is no absolute path',
        got: '"motd"',
        want: "an absolute path without .., none of the NVA's own",
        fix: 'path: "/opt/motd"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "a way up",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/opt/../etc/passwd" }),
    [
      {
        at: "main/nva100 files.1.path",
        sentence: '"/opt/../etc/passwd" has a .. in it',
        got: '"/opt/../etc/passwd"',
        fix: 'path: "/opt/passwd"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "a directory",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/" }),
    [
      {
        at: "main/nva100 files.1.path",
        sentence: '"/" is a directory',
        got: '"/"',
        fix: 'path: "/opt/file"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "the NVA's own",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/etc//frr/frr.conf" }),
    [
      {
        at: "main/nva100 files.1.path",
        sentence: '"/etc//frr/frr.conf" is one of the NVA\'s own files',
        got: '"/etc//frr/frr.conf"',
        fix: 'path: "/opt/frr.conf"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "the same twice",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/etc/./motd" }),
    [
      {
        at: "main/nva100 files.1.path",
        also: "main/nva100 files.0.path",
        sentence: '"/etc/./motd" is written twice',
        got: '"/etc/./motd"',
        fix: 'path: "/opt/motd"',
      },
    ],
  ),

  passes("tags-refused", "fifty, and a value that is not known yet", ({ app }) => {
    app.tags.push({
      at: place("main/x", "tags"),
      tags: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`t${i}`, i === 0 ? undefined : ""])),
    });
  }),
  fails(
    "tags-refused",
    "one too many",
    ({ app }) => {
      app.tags.push({
        at: place("main/x", "tags"),
        tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, "v"])),
      });
    },
    [
      {
        at: "main/x tags",
        sentence: "51 tags are given",
        got: "51 tags",
        want: "at most 50 (Azure)",
        fix: "leave out t50",
      },
    ],
  ),
  fails(
    "tags-refused",
    "a slash, and nothing",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { "cost/center": "1", "": "2" } }),
    [
      {
        at: "main/x tags",
        sentence: 'the tag name "cost/center" contains a /',
        got: '"cost/center"',
        fix: '"cost-center": …',
      },
      {
        at: "main/x tags",
        sentence: 'the tag name "" is empty',
        got: '""',
        fix: '"name": …',
      },
    ],
  ),
  fails(
    "tags-refused",
    "a long name",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { ["k".repeat(513)]: "1" } }),
    [
      {
        at: "main/x tags",
      },
    ],
  ),
  fails(
    "tags-refused",
    "a long value",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { note: "v".repeat(257) } }),
    [
      {
        at: "main/x tags.note",
        sentence: "the value of tag note has 257 characters",
      },
    ],
  ),
  fails(
    "tags-refused",
    "twice but for letter case",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { env: "1", Env: "2" } }),
    [
      {
        at: "main/x tags.Env",
        also: "main/x tags.env",
        sentence: "the tags env and Env differ in letter case only",
        got: "env, Env",
        fix: "leave out Env",
      },
    ],
  ),

  passes("logical-id-taken", "the same id in two stacks", ({ app }) =>
    app.logicalIds.push({ path: "other/hub00", stack: "other", address: "azurerm_resource_group.hub00" }),
  ),
  fails(
    "logical-id-taken",
    "a full stop that gets lost",
    ({ app }) => app.logicalIds.push({ path: "main/hub.00", stack: "main", address: "azurerm_resource_group.hub00" }),
    [
      {
        at: "main/hub.00 id",
        also: "main/hub00 id",
        sentence: "main/hub.00 and main/hub00 are both azurerm_resource_group.hub00 to Terraform",
        got: '"hub.00"',
        want: "an id that differs in letters or digits (cdktf)",
        fix: '"hub.00-2"',
      },
    ],
  ),

  passes("dns-server-malformed", "IPv4, IPv6, and one that is not known yet", ({ hub }) => {
    hub.dnsServers = ["10.0.0.4", "fd00::4", undefined].map((address, i) => ({
      at: place("main/hub00", `dnsServers.${i}`),
      address,
    }));
  }),
  fails(
    "dns-server-malformed",
    "a port",
    ({ hub }) => (hub.dnsServers = [{ at: place("main/hub00", "dnsServers.0"), address: "10.0.0.4:53" }]),
    [
      {
        at: "main/hub00 dnsServers.0",
        sentence: '"10.0.0.4:53" is no address of a DNS server',
        got: '"10.0.0.4:53"',
        want: "an address, without port or prefix length (Azure)",
        fix: '"10.0.0.4"',
      },
    ],
  ),
  fails(
    "dns-server-malformed",
    "a name",
    ({ hub }) => (hub.dnsServers = [{ at: place("main/hub00", "dnsServers.0"), address: "dns.example.com" }]),
    [
      {
        at: "main/hub00 dnsServers.0",
        sentence: '"dns.example.com" is no address of a DNS server',
        got: '"dns.example.com"',
        fix: '"168.63.129.16"',
      },
    ],
  ),
  fails(
    "dns-server-malformed",
    "21 of them",
    ({ hub }) => {
      hub.dnsServers = Array.from({ length: 21 }, (_, i) => ({
        at: place("main/hub00", `dnsServers.${i}`),
        address: `10.0.0.${i + 4}`,
      }));
    },
    [
      {
        at: "main/hub00 dnsServers.20",
        sentence: "vnet-hub00 has 21 DNS servers",
        got: "21 DNS servers",
        fix: "leave out 1 of them",
      },
    ],
  ),

  passes("os-disk-refused", "the largest", ({ client }) =>
    Object.assign(client, { osDiskType: "Premium_ZRS", osDiskSizeGb: 4095 }),
  ),
  fails("os-disk-refused", "a type for data only", ({ client }) => (client.osDiskType = "UltraSSD_LRS"), [
    {
      at: "main/hub00/client osDisk.storageAccountType",
      sentence: 'no machine starts from a disk of type "UltraSSD_LRS"',
      got: '"UltraSSD_LRS"',
      want: "Standard_LRS, StandardSSD_LRS, Premium_LRS, StandardSSD_ZRS, Premium_ZRS (azurerm)",
      fix: 'storageAccountType: "StandardSSD_LRS"',
    },
  ]),
  fails("os-disk-refused", "another letter case", ({ client }) => (client.osDiskType = "premium_lrs"), [
    {
      at: "main/hub00/client osDisk.storageAccountType",
      sentence: 'no machine starts from a disk of type "premium_lrs"',
      got: '"premium_lrs"',
      fix: 'storageAccountType: "Premium_LRS"',
    },
  ]),
  fails("os-disk-refused", "too large", ({ client }) => (client.osDiskSizeGb = 5000), [
    {
      at: "main/hub00/client osDisk.sizeGb",
      sentence: "no disk has 5000 GiB",
      got: "5000",
      fix: "sizeGb: 4095",
    },
  ]),
  fails("os-disk-refused", "less than nothing", ({ client }) => (client.osDiskSizeGb = -1), [
    {
      at: "main/hub00/client osDisk.sizeGb",
      sentence: "no disk has -1 GiB",
      got: "-1",
      fix: "sizeGb: 128",
    },
  ]),

  passes("premium-disk-unsupported", "sizes with an s, and of a form of their own", ({ client, jump, nvaMachine }) => {
    Object.assign(client, { osDiskType: "Premium_LRS", size: "Standard_D4ads_v5" });
    Object.assign(jump, { osDiskType: "Premium_LRS", size: "Standard_DS2_v2" });
    Object.assign(nvaMachine, { osDiskType: "Premium_LRS", size: "Custom" });
  }),
  fails(
    "premium-disk-unsupported",
    "a size without",
    ({ client }) => Object.assign(client, { osDiskType: "Premium_LRS", size: "Standard_D2_v3" }),
    [
      {
        at: "main/hub00/client osDisk.storageAccountType",
        also: "main/hub00/client size",
        sentence: "Standard_D2_v3 takes no Premium_LRS",
        got: "Premium_LRS on Standard_D2_v3",
        want: "premium disks on sizes with an s only, such as Standard_B2ms (Azure)",
        fix: 'storageAccountType: "StandardSSD_LRS"',
      },
    ],
  ),

  passes(
    "machine-in-reserved-subnet",
    "a subnet that is not known yet",
    ({ client }) => (client.subnetName = undefined),
  ),
  fails(
    "machine-in-reserved-subnet",
    "GatewaySubnet",
    ({ app }) => app.machines.push(machine("main/m", "vm-m", "main/hub00", "gatewaysubnet")),
    [
      {
        at: "main/m subnet",
        sentence: "machine main/m stands in gatewaysubnet",
        got: "gatewaysubnet",
        want: "a subnet of its own kind (Azure)",
        fix: "another subnet of the VNet: addSubnet(…)",
      },
    ],
  ),

  passes("too-many-security-rules", "the most that Azure takes", ({ clientRule }) => {
    clientRule.sources = Array.from({ length: 4000 }, (_, i) => `10.0.${Math.floor(i / 250)}.${i % 250}`);
  }),
  fails(
    "too-many-security-rules",
    "a source too many",
    ({ clientRule }) => {
      clientRule.sources = Array.from({ length: 4001 }, (_, i) => `10.0.${Math.floor(i / 250)}.${i % 250}`);
    },
    [
      {
        at: "main/hub00/client-subnet securityRules",
        sentence: "the network security group has 4001 sources",
        got: "4001 sources",
        want: "at most 4000 (Azure)",
        fix: "leave out 1, or join neighbouring prefixes",
      },
    ],
  ),
];

function field(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}
