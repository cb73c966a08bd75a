import { fails, passes, type Case } from "../case";
import { announcement } from "../nva/announcement-refused.cases";

export const CASES: readonly Case[] = [
  passes("egress-check-without-nva", "two NVAs with public IPs", ({ egressCheck }) => {
    egressCheck.nvas.push({ path: "main/nva101", publicIp: true });
  }),
  fails(
    "egress-check-without-nva",
    "an empty list",
    ({ egressCheck }) => {
      egressCheck.nvas = [];
    },
    [
      {
        at: "main/egress-check nvas",
        text: "main/egress-check has no NVA",
        got: "[]",
        want: "at least one FrrNva with a public IP",
        fix: "nvas: [<the NVA>]",
      },
    ],
  ),
  fails(
    "egress-check-without-nva",
    "an NVA whose traffic leaves through a NAT gateway",
    ({ egressCheck }) => {
      egressCheck.nvas.push({ path: "main/nva101", publicIp: false });
    },
    [
      {
        at: "main/egress-check nvas.1",
        also: "main/nva101 publicIp",
        text: "NVA main/nva101 has no public IP to compare with",
        got: "publicIp: false",
      },
    ],
  ),
  fails(
    "egress-check-without-nva",
    "an NVA without a default route",
    ({ nva }) => {
      nva.advertisesDefault = false;
      nva.announces = [announcement("10.200.0.0/24")];
    },
    [
      {
        at: "main/egress-check nvas.0",
        also: "main/nva100 defaultRoute",
        text: "no client is tunnelled through NVA main/nva100, which never advertises a default route",
        got: 'defaultRoute: "never"',
      },
    ],
  ),
];
