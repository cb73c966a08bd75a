import { fails, passes, type Case } from "../case";

const at = "main/nva100 egressPublicIps";

export const CASES: readonly Case[] = [
  passes("egress-public-ips-refused", "as many as the subnet has addresses for", ({ nva }) => {
    nva.egressPublicIps = 245;
  }),
  passes("egress-public-ips-refused", "one without a public IP", ({ nva }) => {
    nva.publicIp = false;
  }),
  passes("egress-public-ips-refused", "an address that is known only after apply", ({ nva }) => {
    nva.privateIpAddress = undefined;
    nva.egressPublicIps = 256;
  }),
  ...[0, 257, 1.5].map((count) =>
    fails(
      "egress-public-ips-refused",
      `${count} public IPs`,
      ({ nva }) => {
        nva.egressPublicIps = count;
      },
      [
        {
          at,
          text: `egressPublicIps is ${count}`,
          want: "a whole number from 1 to 256 (Azure)",
          fix: "egressPublicIps: 1",
        },
      ],
    ),
  ),
  fails(
    "egress-public-ips-refused",
    "more than the subnet has addresses for",
    ({ nva }) => {
      nva.egressPublicIps = 246;
    },
    [{ at, want: "at most 245: addresses from 10.100.0.10 on in its subnet", fix: "egressPublicIps: 245" }],
  ),
  fails(
    "egress-public-ips-refused",
    "two without a public IP",
    ({ nva }) => {
      nva.egressPublicIps = 2;
      nva.publicIp = false;
    },
    [{ at, want: "1, because publicIp is false", fix: "remove publicIp: false, or egressPublicIps" }],
  ),
];
