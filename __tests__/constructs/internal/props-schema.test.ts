import { RouteServer as AzureRouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import { SshPublicKey } from "@cdktf/provider-azurerm/lib/ssh-public-key";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import type { TerraformStack } from "cdktf";
import {
  AdminPassword,
  ExpressRouteGateway,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type FrrNvaProps,
  findingsOf,
  Network,
  OnPremSiteWithRouteServer,
  RouteServer,
  SshKey,
} from "../../../lib/index";
import { article, emptyStack, SSH_KEY } from "../../support/apps";

test("a missing construct throws at once, with the expected class", () => {
  const { stack } = emptyStack();
  const props = {} as unknown as ConstructorParameters<typeof FrrNva>[2];
  expect(() => new FrrNva(stack, "nva100", props)).toThrow(ForcedTunnelingError);
  expect(() => new FrrNva(stack, "nva101", props)).toThrow(
    "site is missing\n  at    main/nva101  site\n  got   undefined\n  want  an OnPremSiteWithRouteServer",
  );
});

test("a misspelt prop is reported with the nearest valid name", () => {
  const { stack } = article({ hub: { adressSpace: "10.1.0.0/16", client: { sise: "x" } } as object });
  expect(findingsOf(stack).map(({ at: [at], fix }) => [at!.path, at!.prop, fix])).toEqual(
    expect.arrayContaining([
      ["main/hub00", "adressSpace", "addressSpace: …"],
      ["main/hub00", "client.sise", "size: …"],
    ]),
  );
});

test("an incomplete object is reported at the missing prop, and is left out as a whole", () => {
  const { stack } = article({
    hub: {
      client: { routes: [{ name: "a", addressPrefix: "10.9.0.0/16" }, "b"], dailyShutdown: {}, tags: { a: 1 } },
    } as object,
    nva: { commands: [["echo", 5]], files: [[]] } as object,
  });
  expect(
    findingsOf(stack)
      .map(({ at: [at], got, want }) => `${at!.path} ${at!.prop}: ${got}, not ${want}`)
      .sort(),
  ).toEqual([
    "main/hub00 client.dailyShutdown.timeZone: undefined, not a text",
    "main/hub00 client.routes.0.nextHopType: undefined, not a text",
    'main/hub00 client.routes.1: "b", not an object',
    "main/hub00 client.tags.a: 1, not a text",
    'main/nva100 commands.0: ["echo",5], not a text or a list',
    "main/nva100 files.0: [], not an object",
  ]);
});

test("a required prop of another type is one mistake of its object, and the others in the list are kept", () => {
  const route = { name: "a", addressPrefix: "10.9.0.0/16", nextHopType: "Internet" };
  const { stack } = article({
    hub: {
      jumpServer: { routes: [{ ...route, name: 5, nextHopIpAddress: 6 }, { name: "b" }, { ...route, name: "escape" }] },
      flowLogs: { storageAccountId: 5, retentionDays: "long" },
    } as object,
  });
  const places = findingsOf(stack).map(({ id, at: [at], got }) => `${id} ${at!.prop}: ${got}`);
  expect(places.sort()).toEqual([
    'FT002 flowLogs.retentionDays: "long"',
    "FT002 flowLogs.storageAccountId: 5",
    "FT002 jumpServer.routes.0.name: 5",
    "FT002 jumpServer.routes.0.nextHopIpAddress: 6",
    "FT002 jumpServer.routes.1.addressPrefix: undefined",
    "FT002 jumpServer.routes.1.nextHopType: undefined",
  ]);
});

test("props that are missing or of another type throw with what is expected", () => {
  const { stack } = emptyStack();
  const hub = (id: string, props: unknown): ForcedTunnelingHub =>
    new ForcedTunnelingHub(stack, id, props as ForcedTunnelingHubProps);
  expect(() => hub("hub00", undefined)).toThrow("resourceGroup is missing");
  expect(() => hub("hub10", { resourceGroup: "rg" })).toThrow('got   "rg"');
  expect(() => hub("hub20", { resourceGroup: {} })).toThrow("a ResourceGroup, or { name, location }");
});

test("a construct or another value that JSON cannot express is reported by its kind", () => {
  const { stack, hub } = article();
  const nva = (id: string, props: unknown): FrrNva => new FrrNva(stack, id, props as FrrNvaProps);
  expect(() => nva("nva1", { site: hub })).toThrow("got   a ForcedTunnelingHub");
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const odd = article({
    hub: {
      name: hub,
      addressSpace: 5n,
      location: () => "japaneast",
      client: { name: Symbol("x"), size: circular, zone: [circular] },
    } as object,
  });
  expect(
    findingsOf(odd.stack)
      .map(({ at: [at], got }) => `${at!.prop}: ${got}`)
      .sort(),
  ).toEqual([
    "addressSpace: a bigint",
    "client.name: a symbol",
    "client.size: a value nested too deeply",
    "client.zone: a value nested too deeply",
    "location: a function",
    "name: a ForcedTunnelingHub",
  ]);
});

describe("a construct in place of settings or of another construct", () => {
  const found = { resourceGroupName: "rg-network", name: "one" };

  function findings(props: (stack: TerraformStack) => { hub?: object; site?: object; nva?: object }) {
    const { stack, resourceGroup } = emptyStack();
    const { hub, site: given, nva } = props(stack);
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, ...hub });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, ...given });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY, ...nva });
    return findingsOf(stack).map(({ id, at: [at], got, fix }) => [id, at!.path, at!.prop, got, fix]);
  }
  const azureGateway = (scope: TerraformStack, id = "azure") =>
    new VirtualNetworkGateway(scope, id, {
      ...found,
      location: "japaneast",
      sku: "ErGw1AZ",
      type: "ExpressRoute",
      ipConfiguration: [{ subnetId: "id" }],
    });

  test("azurerm's gateway and Route Server have to be looked up", () => {
    const resource = (scope: TerraformStack) =>
      new AzureRouteServer(scope, "azure-rs", {
        ...found,
        location: "japaneast",
        sku: "Standard",
        subnetId: "id",
        publicIpAddressId: "id",
      });
    expect(
      findings((stack) => ({ hub: { gateway: azureGateway(stack) }, site: { routeServer: resource(stack) } })),
    ).toEqual([
      [
        "FT002",
        "main/hub00",
        "gateway",
        "a VirtualNetworkGateway",
        'gateway: ExpressRouteGateway.fromExisting(stack, "gateway", { resource: … })',
      ],
      [
        "FT002",
        "main/hub100",
        "routeServer",
        "a RouteServer",
        'routeServer: RouteServer.fromExisting(stack, "route-server", { resource: … })',
      ],
    ]);
  });

  test("a Route Server is no gateway, and neither is the gateway of another hub", () => {
    const wrong = findings((stack) => ({
      hub: { gateway: RouteServer.fromExisting(stack, "rs", found) },
      site: { gateway: ExpressRouteGateway.fromExisting(stack, "gw", found), routeServer: azureGateway(stack) },
    }));
    expect(wrong.filter(([id]) => id === "FT002").map(([, path, prop, got]) => [path, prop, got])).toEqual([
      ["main/hub00", "gateway", "an ExistingRouteServer"],
      ["main/hub100", "routeServer", "a VirtualNetworkGateway"],
    ]);
  });

  test("an id or a resource group among the settings of a new one: it exists, and has to be looked up", () => {
    const gateway = { id: "…/virtualNetworkGateways/ergw", resourceGroupName: "rg-network", skuName: "ErGw1AZ" };
    const routeServer = { resourceGroupName: "rg-network" };
    expect(findings(() => ({ hub: { gateway }, site: { routeServer } }))).toEqual([
      [
        "FT001",
        "main/hub00",
        "gateway.id",
        "id",
        'gateway: ExpressRouteGateway.fromExisting(stack, "gateway", { id: … })',
      ],
      ["FT001", "main/hub00", "gateway.skuName", "skuName", "leave gateway.skuName out"],
      [
        "FT001",
        "main/hub100",
        "routeServer.resourceGroupName",
        "resourceGroupName",
        'routeServer: RouteServer.fromExisting(stack, "route-server", { name: …, resourceGroupName: … })',
      ],
    ]);
  });

  test("a misspelt prop of a service is one finding", () => {
    const announces = [{ prefix: "10.200.0.1/32", loopback: { tcpPort: [53] } }];
    expect(findings(() => ({ nva: { announces } })).map(([id, , prop, , fix]) => [id, prop, fix])).toEqual([
      ["FT001", "announces.0.loopback.tcpPort", "tcpPorts: …"],
    ]);
  });

  test("a word in other letters is the word that was meant", () => {
    expect(findings(() => ({ nva: { defaultRoute: "Never" } }))).toEqual([
      ["FT002", "main/nva100", "defaultRoute", '"Never"', 'defaultRoute: "never"'],
    ]);
  });

  test("a machine of one's own is no client: the hub has none then", () => {
    const client = (stack: TerraformStack) => new AdminPassword(stack, "any-construct");
    expect(findings((stack) => ({ hub: { client: client(stack) } }))).toEqual([
      ["FT002", "main/hub00", "client", "an AdminPassword", 'client: "none"'],
    ]);
  });

  test("azurerm's SSH key has to be looked up", () => {
    const key = (stack: TerraformStack) =>
      new SshPublicKey(stack, "azure-key", { ...found, location: "japaneast", publicKey: SSH_KEY });
    const [finding] = findings((stack) => ({ nva: { adminSshPublicKey: key(stack) } }));
    expect(finding).toEqual([
      "FT002",
      "main/nva100",
      "adminSshPublicKey",
      "a SshPublicKey",
      'adminSshPublicKey: SshKey.fromExisting(stack, "key", { resource: … })',
    ]);
  });

  test("azurerm's VNet has to be looked up", () => {
    const { stack, resourceGroup } = emptyStack();
    const vnet = new VirtualNetwork(stack, "vnet", { ...found, location: "japaneast", addressSpace: ["10.1.0.0/16"] });
    const network = vnet as unknown as ReturnType<typeof Network.fromExisting>;
    expect(() => new ForcedTunnelingHub(stack, "hub00", { resourceGroup, network })).toThrow(
      'fix   network: Network.fromExisting(stack, "network", { resource: …, addressSpace: ["…"] })',
    );
  });

  test("what is looked up by a resource must be of its kind", () => {
    const { stack } = emptyStack();
    ExpressRouteGateway.fromExisting(stack, "gw", { resource: azureGateway(stack) });
    SshKey.fromExisting(stack, "key", { resource: azureGateway(stack, "other") as never });
    Network.fromExisting(stack, "vnet", { resource: "vnet" as never, addressSpace: ["10.20.0.0/16"] });
    ExpressRouteGateway.fromExisting(stack, "none", { resource: {} as never });
    expect(findingsOf(stack).map(({ id, at: [at], got }) => [id, at!.path, got])).toEqual([
      ["FT153", "main/key", "azurerm_virtual_network_gateway"],
      ["FT153", "main/vnet", '"vnet"'],
      ["FT153", "main/none", "{}"],
    ]);
  });
});
