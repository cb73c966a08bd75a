import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("zone-unknown", "a public IP in all zones", ({ jump }) =>
    Object.assign(jump, { zone: "2", publicIpZones: ["1", "2", "3"] }),
  ),
  fails("zone-unknown", "a text that is not a zone", ({ jump }) => (jump.zone = "Zone-Redundant"), [
    {
      at: "main/hub00/jump-server zone",
      text: '"Zone-Redundant" is not an availability zone',
      got: '"Zone-Redundant"',
      want: '"1", "2" or "3" (Azure)',
      fix: 'zone: "1"',
    },
  ]),
  fails(
    "zone-unknown",
    "zone 4 of a public IP",
    ({ jump }) => Object.assign(jump, { zone: "1", publicIpZones: ["zone-2", "4"] }),
    [
      {
        at: "main/hub00/jump-server publicIpZones.0",
        text: '"zone-2" is not an availability zone',
        got: '"zone-2"',
        fix: '"2"',
      },
      {
        at: "main/hub00/jump-server publicIpZones.1",
        text: '"4" is not an availability zone',
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
        text: "the machine is in zone 2 and its public IP in 1",
        got: "1",
        fix: 'publicIpZones: ["2"]',
      },
    ],
  ),
];
