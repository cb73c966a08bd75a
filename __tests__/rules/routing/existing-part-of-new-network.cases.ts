import { fails, passes, type Case } from "../case";

const part = { path: "main/existing", acceptsDefaultRoute: true };

export const CASES: readonly Case[] = [
  passes("existing-part-of-new-network", "an existing gateway in its existing VNet", ({ hub, hubGateway }) => {
    hub.existing = true;
    hubGateway.existing = part;
  }),
  passes("existing-part-of-new-network", "an existing Route Server in its VNet", ({ site, routeServer }) => {
    site.existing = true;
    site.existingSubnets = ["RouteServerSubnet"];
    routeServer.existing = part;
  }),
  fails(
    "existing-part-of-new-network",
    "an existing gateway in a VNet that is created",
    ({ hubGateway }) => (hubGateway.existing = part),
    [
      {
        at: "main/existing name",
        text: "main/existing exists, but its VNet vnet-hub00 is created",
        got: "no network",
        want: "the VNet of the existing gateway",
        fix: "network: Network.fromExisting(…)",
      },
    ],
  ),
  fails(
    "existing-part-of-new-network",
    "an existing Route Server whose subnet has no prefix",
    ({ site, routeServer }) => {
      site.existing = true;
      routeServer.existing = part;
    },
    [
      {
        at: "main/existing name",
        text: "main/existing exists, but RouteServerSubnet is not among the subnets of vnet-hub100",
        fix: 'subnets: { RouteServerSubnet: "10.100.210.0/24" } in Network.fromExisting',
      },
    ],
  ),
];
