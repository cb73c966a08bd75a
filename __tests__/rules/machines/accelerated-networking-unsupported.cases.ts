import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("accelerated-networking-unsupported", "a size that supports it", ({ client }) =>
    Object.assign(client, { acceleratedNetworking: true, size: "Standard_D4s_v5" }),
  ),
  fails(
    "accelerated-networking-unsupported",
    "the size of the article",
    ({ client }) => (client.acceleratedNetworking = true),
    [
      {
        at: "main/hub00/client acceleratedNetworking",
        text: "Standard_B2ms has no accelerated networking",
        got: 'acceleratedNetworking: true, size: "Standard_B2ms"',
        want: "a size that supports it (Azure)",
        fix: "acceleratedNetworking: false",
      },
    ],
  ),
  fails(
    "accelerated-networking-unsupported",
    "an old small size",
    ({ client }) => Object.assign(client, { acceleratedNetworking: true, size: "Standard_A2m_v2" }),
    [
      {
        at: "main/hub00/client acceleratedNetworking",
        text: "Standard_A2m_v2 has no accelerated networking",
        got: 'acceleratedNetworking: true, size: "Standard_A2m_v2"',
        fix: "acceleratedNetworking: false",
      },
    ],
  ),
];
