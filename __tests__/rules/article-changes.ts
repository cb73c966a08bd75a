import type { NewCircuitDeclaration } from "../../lib/rules/declaration";
import { connection, gateway, network, type Article } from "./declaration-builder";

export const networks =
  (count: number) =>
  ({ app, circuit }: Article) => {
    for (let i = 2; i < count; i++) {
      app.networks.push(network(`main/hub${i}`, `vnet-hub${i}`, `172.16.${i}.0/24`));
      app.gateways.push(gateway(`main/hub${i}`));
      app.connections.push(connection(`main/hub${i}`, circuit.path, false));
    }
  };

export const circuits =
  (count: number, sku: string | undefined) =>
  ({ app, circuit, hubGateway }: Article) => {
    hubGateway.sku = sku;
    for (let i = 2; i <= count; i++) {
      app.circuits.push({ ...circuit, path: `main/circuit${i}`, circuitId: `${circuit.circuitId}${i}` });
      app.connections.push(connection("main/hub00", `main/circuit${i}`, false, i));
    }
  };

export const hubRouteServer =
  (branchToBranch: boolean | undefined) =>
  ({ app, hub }: Article) =>
    app.routeServers.push({
      path: "main/hub00/route-server",
      network: hub.path,
      branchToBranch,
      peers: [],
      existing: undefined,
    });

/** What a service provider offers. */
export const PROVIDER = { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 };

/** A private peering that Azure accepts. */
export const PEERING = {
  primaryPrefix: "192.168.255.0/30",
  secondaryPrefix: "192.168.255.4/30",
  vlanId: 100,
  peerAsn: 65010,
};

/** The circuit is one that the app creates. */
export const newCircuit =
  (created: Partial<NewCircuitDeclaration> = {}) =>
  ({ circuit }: Article) => {
    circuit.circuitId = undefined;
    circuit.authorizationKeys = undefined;
    circuit.created = {
      provider: PROVIDER,
      directPort: undefined,
      tier: "Standard",
      family: "MeteredData",
      privatePeering: PEERING,
      ...created,
    };
  };
