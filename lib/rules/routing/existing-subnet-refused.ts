import type { Declaration, ExistingSubnetDeclaration, NetworkDeclaration } from "../declaration";
import { networkName, sameName } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT198. */
export const existingSubnetRefused: ConstructRule = {
  id: "FT198",
  name: "existing-subnet-refused",
  severity: "error",
  summary: "A subnet that exists is not fully described, or is not in the VNet of the hub or site that uses it.",
  why: "The rules rest on the prefix of the subnet and on what its routes do. A machine of a hub is in the VNet of the hub.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"],
  check: (app) =>
    app.existingSubnets.flatMap((one) =>
      [...incomplete(one), ...contradiction(one), ...elsewhere(app, one)].slice(0, 1),
    ),
};

function incomplete(subnet: ExistingSubnetDeclaration): ConstructReported[] {
  const { path, hasPrefix, hasInternetTraffic, hasVirtualNetworkName } = subnet;
  const missing = [
    ...(hasPrefix ? [] : [["prefix", 'prefix: "…"']]),
    ...(hasInternetTraffic ? [] : [["internetTraffic", 'internetTraffic: "tunnelled"']]),
    ...(hasVirtualNetworkName ? [] : [["virtualNetworkName", 'virtualNetworkName: "…"']]),
  ];
  return missing.slice(0, 1).map(([prop = "", fix = ""]) => ({
    at: { path, prop },
    text: `${prop} of ${path} is missing`,
    got: `no ${prop}`,
    want: "prefix, internetTraffic and, with a name, virtualNetworkName",
    fix,
  }));
}

function contradiction({ path, contradicts }: ExistingSubnetDeclaration): ConstructReported[] {
  if (!contradicts) return [];
  return [
    {
      at: { path, prop: "routeTable" },
      text: `${path} is said to be exempt without a route table`,
      got: 'internetTraffic: "exempt", routeTable: "none"',
      want: "a route table with 0.0.0.0/0 to Internet, which the library does not add to a subnet that exists",
      fix: 'internetTraffic: "tunnelled"; or add the route table to the subnet, and leave routeTable out',
    },
  ];
}

function elsewhere(app: Declaration, { path, virtualNetworkName }: ExistingSubnetDeclaration): ConstructReported[] {
  const users = app.networks.filter(({ subnets }) => subnets.some(({ existing }) => existing === path));
  return users.flatMap((network) => {
    const reason = mismatch(network, virtualNetworkName);
    if (reason === undefined) return [];
    return [
      {
        at: { path, prop: "virtualNetworkName" },
        also: { path: network.path.replace(/\/network$/, ""), prop: "network" },
        text: `${path} exists, but ${reason}`,
        got: virtualNetworkName === undefined ? "no network" : JSON.stringify(virtualNetworkName),
        want: `a subnet of the VNet that the hub or site uses`,
        fix: network.existing
          ? `virtualNetworkName: ${JSON.stringify(network.name)}`
          : "network: Network.fromExisting(…)",
      },
    ];
  });
}

function mismatch(network: NetworkDeclaration, virtualNetworkName: string | undefined): string | undefined {
  if (!network.existing) return `its VNet ${networkName(network)} is created`;
  const isOther =
    network.name !== undefined && virtualNetworkName !== undefined && !sameName(network.name, virtualNetworkName);
  return isOther ? `not in ${networkName(network)}, whose machines use it` : undefined;
}
