import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("address-malformed", "the address of a peer that is not an NVA of the app", ({ routeServer }) => {
    routeServer.peers.push(
      { at: place("main/hub100", "peers.0.asn"), address: "10.100.0.20", asn: 65002 },
      { at: place("main/hub100", "peers.1.asn"), address: undefined, asn: 65002 },
    );
  }),
  fails(
    "address-malformed",
    "an address with a prefix length",
    ({ nva, peer, nvaMachine }) => {
      nva.privateIpAddress = peer.address = nvaMachine.privateIpAddress = "10.100.0.10/32";
    },
    [
      {
        at: "main/nva100 privateIpAddress",
        text: '"10.100.0.10/32" is not a valid IPv4 address',
        got: '"10.100.0.10/32"',
        want: "four numbers from 0 to 255, without leading zeros and without a prefix length",
        fix: 'privateIpAddress: "10.100.0.10"',
      },
    ],
  ),
  fails("address-malformed", "a text that is not an address", ({ jump }) => (jump.privateIpAddress = "hello"), [
    {
      at: "main/hub00/jump-server privateIpAddress",
      text: '"hello" is not a valid IPv4 address',
      got: '"hello"',
      fix: 'privateIpAddress: "10.0.220.4"',
    },
  ]),
  fails(
    "address-malformed",
    "a malformed address of a peer",
    ({ routeServer }) => {
      routeServer.peers.push({ at: place("main/hub100", "peers.0.asn"), address: "10.100.0", asn: 65002 });
    },
    [
      {
        at: "main/hub100 privateIpAddress",
        text: '"10.100.0" is not a valid IPv4 address',
        got: '"10.100.0"',
        fix: 'privateIpAddress: "10.0.0.4"',
      },
    ],
  ),
];
