import { newCircuit, PEERING } from "../article-changes";
import { fails, passes, type Case } from "../case";

const asn = (peerAsn: number | undefined) => newCircuit({ privatePeering: { ...PEERING, peerAsn } });

export const CASES: readonly Case[] = [
  ...[1, 64496, 65514, 65521, 4_200_000_000].map((number) =>
    passes("peering-asn-refused", `AS ${number}`, asn(number)),
  ),
  passes("peering-asn-refused", "an AS number that is known after apply", asn(undefined)),
  ...(
    [
      [65515, "belongs to Azure"],
      [65516, "belongs to Azure"],
      [65520, "belongs to Azure"],
      [12076, "belongs to ExpressRoute"],
      [0, "is reserved (RFC 7607)"],
      [23456, "is AS_TRANS (RFC 6793)"],
      [65535, "is reserved (RFC 7300, RFC 5398)"],
      [4294967295, "is reserved (RFC 7300)"],
      [4294967296, "is not a valid AS number"],
      [-1, "is not a valid AS number"],
      [1.5, "is not a valid AS number"],
    ] as const
  ).map(([number, refusal]) =>
    fails("peering-asn-refused", `AS ${number}`, asn(number), [
      {
        at: "main/circuit privatePeering.peerAsn",
        text: `AS number ${number} ${refusal}`,
        got: String(number),
        fix: "peerAsn: 65010",
      },
    ]),
  ),
];
