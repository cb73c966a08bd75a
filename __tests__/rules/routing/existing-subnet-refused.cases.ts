import { fails, passes, type Case } from "../case";
import type { Article, Mutable } from "../declaration-builder";
import type { ExistingSubnetDeclaration } from "../../../lib/rules/declaration";

const PATH = "main/apps";

/** The client's subnet exists, in the hub's VNet, which exists too. */
function existing({ app, hub, hubSubnets }: Article, more: Partial<ExistingSubnetDeclaration> = {}) {
  const subnet: Mutable<ExistingSubnetDeclaration> = {
    path: PATH,
    virtualNetworkName: "vnet-hub00",
    contradicts: false,
    hasVirtualNetworkName: true,
    hasPrefix: true,
    hasInternetTraffic: true,
    ...more,
  };
  app.existingSubnets = [subnet];
  hub.existing = true;
  hubSubnets.client.existing = PATH;
  return subnet;
}

const refused = (what: string, more: Partial<ExistingSubnetDeclaration>, at: string, fix: string): Case =>
  fails(
    "existing-subnet-refused",
    what,
    (article) => {
      existing(article, more);
    },
    [{ at: `${PATH} ${at}`, fix }],
  );

export const CASES: readonly Case[] = [
  passes("existing-subnet-refused", "a subnet of the VNet that the hub uses", (article) => {
    existing(article, { virtualNetworkName: "VNET-hub00" });
  }),
  passes("existing-subnet-refused", "a VNet whose name is known only at apply", (article) => {
    existing(article, { virtualNetworkName: undefined });
  }),
  fails(
    "existing-subnet-refused",
    "a subnet of another VNet",
    (article) => {
      existing(article).virtualNetworkName = "vnet-other";
    },
    [
      {
        at: `${PATH} virtualNetworkName`,
        also: "main/hub00 network",
        text: "main/apps exists, but not in vnet-hub00, whose machines use it",
        got: '"vnet-other"',
        fix: 'virtualNetworkName: "vnet-hub00"',
      },
    ],
  ),
  fails(
    "existing-subnet-refused",
    "a subnet in a VNet that is created",
    (article) => {
      existing(article);
      article.hub.existing = false;
    },
    [
      {
        at: `${PATH} virtualNetworkName`,
        also: "main/hub00 network",
        text: "main/apps exists, but its VNet vnet-hub00 is created",
        fix: "network: Network.fromExisting(…)",
      },
    ],
  ),
  refused("no prefix", { hasPrefix: false }, "prefix", 'prefix: "…"'),
  refused(
    "no word for its internet traffic",
    { hasInternetTraffic: false },
    "internetTraffic",
    'internetTraffic: "tunnelled"',
  ),
  refused(
    "exempt without a route table",
    { contradicts: true },
    "routeTable",
    'internetTraffic: "tunnelled"; or add the route table to the subnet, and leave routeTable out',
  ),
  refused(
    "a name without that of the VNet",
    { hasVirtualNetworkName: false },
    "virtualNetworkName",
    'virtualNetworkName: "…"',
  ),
];
