import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("nva-without-public-ip", "with one", () => undefined),
  fails("nva-without-public-ip", "without", ({ nva }) => (nva.hasPublicIp = false), [
    {
      at: "main/nva100 publicIp",
      text: "NVA main/nva100 has no public IP",
      got: "no public IP",
      want: "a public IP, or a NAT gateway on the subnet (Azure: there is no other way out of a private subnet)",
      fix: "publicIp: true",
    },
  ]),
];
