import { contains, parsePrefix } from "../../domain/ipv4";
import type { Declaration, NetworkDeclaration } from "../declaration";
import { inside } from "../edit";
import { networkName, spacesAreKnown, spacesOf } from "../networks";
import { routesOf } from "../addressing/prefixes";
import type { ConstructRule } from "../rule";

/** FT063. A warning, because a peering made elsewhere can bring the appliance within reach. */
export const nextHopBehindCircuit: ConstructRule = {
  id: "FT063",
  name: "next-hop-behind-circuit",
  severity: "warning",
  summary: "The next hop of a user-defined route is behind a circuit.",
  why: "The next hop of a user-defined route must be in the same VNet or in a peered one.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) =>
    app.networks.filter(spacesAreKnown).flatMap((network) =>
      routesOf([network]).flatMap(({ at, nextHopAddress: address }) => {
        if (typeof address !== "string" || holds(network, address)) return [];
        const owner = neighbours(app, network).find((other) => holds(other, address));
        if (!owner) return [];
        return [
          {
            at: inside(at, "nextHopIpAddress"),
            text: `the next hop ${address} is in ${networkName(owner)}, behind the circuit`,
            got: address,
            want: `an address of ${networkName(network)} or of a peered VNet (Azure)`,
            fix: `leave out ${at.prop}: the NVA's default comes by BGP`,
          },
        ];
      }),
    ),
};

function holds(network: NetworkDeclaration, address: string): boolean {
  const host = parsePrefix(`${address}/32`);
  return host !== undefined && spacesOf(network).some(({ prefix }) => contains(prefix, host));
}

function neighbours(app: Declaration, { path }: NetworkDeclaration): NetworkDeclaration[] {
  const circuits = app.connections.filter(({ network }) => network === path).map(({ circuit }) => circuit);
  const others = app.connections.filter(({ circuit }) => circuits.includes(circuit)).map(({ network }) => network);
  return app.networks.filter((network) => network.path !== path && others.includes(network.path));
}
