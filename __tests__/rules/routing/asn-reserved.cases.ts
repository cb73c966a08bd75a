import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("asn-reserved", "a public ASN of 16 bits", ({ peer }) => (peer.asn = 64495)),
  fails("asn-reserved", "the AS number of the Route Server", ({ peer }) => (peer.asn = 65515), [
    {
      at: "main/nva100 asn",
      text: "ASN 65515 belongs to the Route Server",
      got: "65515",
      want: "1-64495 without 8074, 8075, 12076, 23456; or 64512-65534 without 65515, 65517-65520 (Azure)",
      fix: "asn: 65001",
    },
  ]),
  fails("asn-reserved", "an AS number of 4 bytes", ({ peer }) => (peer.asn = 4_200_000_000), [
    {
      at: "main/nva100 asn",
      text: "ASN 4200000000 has 4 bytes, which Route Server does not support",
      got: "4200000000",
      fix: "asn: 65001",
    },
  ]),
  fails("asn-reserved", "an AS number with a fraction", ({ peer }) => (peer.asn = 65000.5), [
    {
      at: "main/nva100 asn",
      text: "ASN 65000.5 is not a valid AS number",
      got: "65000.5",
      fix: "asn: 65001",
    },
  ]),
];
