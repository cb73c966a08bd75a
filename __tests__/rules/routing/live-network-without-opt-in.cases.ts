import { fails, passes, type Case } from "../case";
import { onlyService } from "../nva/announcement-refused.cases";
import type { Article } from "../declaration-builder";

const existing =
  (acceptsDefaultRoute: boolean) =>
  ({ site, siteGateway, routeServer }: Article) => {
    site.existing = true;
    site.existingSubnets = ["RouteServerSubnet"];
    siteGateway.existing = { path: "main/gateway", acceptsDefaultRoute };
    routeServer.existing = { path: "main/route-server", acceptsDefaultRoute };
  };

export const CASES: readonly Case[] = [
  passes("live-network-without-opt-in", "an existing gateway and Route Server, with consent", existing(true)),
  passes("live-network-without-opt-in", "an existing gateway of a hub", ({ hub, hubGateway }) => {
    hub.existing = true;
    hubGateway.existing = { path: "main/gateway", acceptsDefaultRoute: false };
  }),
  passes("live-network-without-opt-in", "an NVA that never advertises a default route, without consent", (parts) => {
    existing(false)(parts);
    onlyService(parts);
  }),
  fails("live-network-without-opt-in", "an existing gateway and Route Server, without consent", existing(false), [
    {
      at: "main/route-server acceptsDefaultRoute",
      text: "vnet-hub100 gives 0.0.0.0/0 to every network that learns from the existing main/route-server",
      got: "acceptsDefaultRoute: false",
      want: "true, if its owner agrees",
      fix: "acceptsDefaultRoute: true",
    },
    {
      at: "main/gateway acceptsDefaultRoute",
      text: "vnet-hub100 gives 0.0.0.0/0 to every network that learns from the existing main/gateway",
      fix: "acceptsDefaultRoute: true",
    },
  ]),
];
