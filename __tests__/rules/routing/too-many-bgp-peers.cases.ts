import { fails, passes, type Case } from "../case";
import { place, type Article } from "../declaration-builder";

const peers =
  (count: number) =>
  ({ routeServer }: Article) => {
    for (let i = 1; i < count; i++)
      routeServer.peers.push({ at: place(`main/nva10${i}`, "asn"), address: `10.100.0.${i + 20}`, asn: 65001 });
  };

export const CASES: readonly Case[] = [
  passes("too-many-bgp-peers", "eight peers", peers(8)),
  fails("too-many-bgp-peers", "nine peers", peers(9), [
    {
      at: "main/nva108 asn",
      text: "Route Server main/hub100/route-server has 9 BGP peers",
      got: "9 peers",
      want: "at most 8 (Route Server)",
      fix: "remove main/nva108",
    },
  ]),
];
