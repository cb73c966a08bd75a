import { fails, passes, type Case } from "../case";
import { SSH_KEY } from "../declaration-builder";

const RSA_2048 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCZj/9cZ8g7yzbNqQkGbcNbdi+ph7oXZtEUF9t1rL4OMPbDlcL3vYM4weQwZ9F/1NN/78APmbr32demCwKi1g5Kt1miLV8A54+RQxjHxgII4e9ytlr7W4C5WCdRntTttsjbc+//xWd1ZF67fJ+waOyc/Eq9ehHX94snZ2eEp1YW6XIyym6E4RZiemUmeIGX93C46CDpAEHP6xvn3PlaktcOwFgvAoSEwpEwJ5Xu+ahrNSmXI58KDZsKWI8OrztEWxV5s8o7pnZZHOXYiiP6qDhFFa/7RUAkqkpHALbnFQabHpHNjwV7FoCCO3lM/mCX882cBNbG26b4xI6+i+Zo8719 operator";

const RSA_1024 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCka22jfgJQtm2XgsxAox5X9WwzPaBUgmhaWCZP3HJMjeSu8/6/S5D5nxiXgS7C9h6sKUrtiDxJ9JN79bOVrolNFRk6KCPCehqoRMWXylLqs7c1Wr//XioIS1KzP8N8xO6cvF/bIHUabhgi9sTGfUvYyFRye0idkZKmM960oujUJQ==";

const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

export const CASES: readonly Case[] = [
  passes("ssh-key-refused", "RSA of 2048 bits", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `${RSA_2048}\n`)),
  passes(
    "ssh-key-refused",
    "a key that is known after apply",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = undefined),
  ),
  fails("ssh-key-refused", "no key", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = null), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      text: "the SSH public key is missing",
      got: "none",
      want: "ssh-rsa of 2048 bits or more, or ssh-ed25519, as in a .pub file (Azure)",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "an empty key", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = " "), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      text: "the SSH public key is empty",
      got: '" "',
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "RSA of 1024 bits", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = RSA_1024), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      text: "the SSH public key has 1024 bits",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
  fails("ssh-key-refused", "ECDSA", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = ECDSA), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      text: "the SSH public key is of type ecdsa-sha2-nistp256",
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
        text: "the SSH public key is a private key, which must be kept secret",
        got: "(not shown)",
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a key in PEM format",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is in PEM or SSH2 format, not in the format of a .pub file",
        got: '"-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "the path of a key file",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = "~/.ssh/id_rsa.pub"),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key does not begin with a key type",
        got: '"~/.ssh/id_rsa.pub"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a truncated key",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = SSH_KEY.slice(0, 60)),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: its base64 part does not begin with its key type",
        got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEg7Mc7gQsr41hw28+0AGNuS"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a key that is shorter than its length field",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-ed25519 ${Buffer.concat([field("ssh-ed25519"), field("short")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: an ssh-ed25519 key has 32 bytes",
        got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAABXNob3J0"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a key with surplus bytes",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-ed25519 ${Buffer.concat([field("ssh-ed25519"), Buffer.from("ab")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: its base64 part does not begin with its key type",
        got: '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5YWI="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "an RSA key without a modulus",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-rsa ${Buffer.concat([field("ssh-rsa"), field("e")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: it has no modulus",
        got: '"ssh-rsa AAAAB3NzaC1yc2EAAAABZQ=="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "an RSA key with an empty modulus",
    ({ nvaMachine }) => {
      nvaMachine.adminSshPublicKey = `ssh-rsa ${Buffer.concat([field("ssh-rsa"), field("e"), field("")]).toString("base64")}`;
    },
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: it has no modulus",
        got: '"ssh-rsa AAAAB3NzaC1yc2EAAAABZQAAAAA="',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails(
    "ssh-key-refused",
    "a key type that differs from the key",
    ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `ssh-rsa ${SSH_KEY.split(" ")[1]}`),
    [
      {
        at: "main/nva100/machine adminSshPublicKey",
        text: "the SSH public key is damaged: its base64 part does not begin with its key type",
        got: '"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEg7Mc7gQsr41hw28+0AGNuSOWcvOEzKa0xQmNljEZn3"',
        fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
      },
    ],
  ),
  fails("ssh-key-refused", "two keys", ({ nvaMachine }) => (nvaMachine.adminSshPublicKey = `${SSH_KEY}\n${SSH_KEY}`), [
    {
      at: "main/nva100/machine adminSshPublicKey",
      text: "the SSH public key has more than one line",
      fix: 'adminSshPublicKey: readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8"), made by ssh-keygen -t ed25519',
    },
  ]),
];

function field(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}
