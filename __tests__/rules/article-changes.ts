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
