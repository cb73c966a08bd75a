import type * as D from "../../lib/rules/declaration";

/** Without `readonly`, so that a test can say in one line what is different. */
export type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

type Subnet = Mutable<D.SubnetDeclaration>;
type Machine = Mutable<D.MachineDeclaration>;
type Connection = Mutable<D.ConnectionDeclaration>;
type Gateway = Mutable<D.GatewayDeclaration>;
type SecurityRule = Mutable<D.SecurityRuleDeclaration>;

/** An ed25519 key made for these tests; its private half was never kept. */
export const SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEg7Mc7gQsr41hw28+0AGNuSOWcvOEzKa0xQmNljEZn3 operator";

export const place = (path: string, prop: string): D.Place => ({ path, prop });

export function subnet(at: D.Place, name: string, prefix: string, more: Partial<Subnet> = {}): Subnet {
  return {
    at,
    name,
    prefix,
    networkSecurityGroup: false,
    existing: undefined,
    routes: undefined,
    gatewayRoutes: true,
    ...more,
  };
}

export function network(
  path: string,
  name: string,
  prefix: string,
  subnets: Subnet[] = [],
): Mutable<D.NetworkDeclaration> {
  return {
    path: `${path}/network`,
    name,
    existing: false,
    existingSubnets: [],
    spaces: [{ at: place(path, "addressSpace"), prefix }],
    dnsServers: [],
    subnets,
  };
}

export function gateway(path: string): Gateway {
  return {
    path: `${path}/gateway`,
    network: `${path}/network`,
    sku: "ErGw1AZ",
    remoteVnetTraffic: true,
    existing: undefined,
  };
}

export function connection(path: string, circuit: string, bringsDefaultRoute: boolean, number = 1): Connection {
  const id = number === 1 ? "connection" : `connection-${number}`;
  return {
    at: place(`${path}/gateway/${id}`, "routingWeight"),
    circuit,
    gateway: `${path}/gateway`,
    network: `${path}/network`,
    routingWeight: 0,
    bringsDefaultRoute,
    authorized: true,
  };
}

export function machine(
  path: string,
  name: string,
  owner: string,
  subnetName: string,
  more: Partial<Machine> = {},
): Machine {
  return {
    path,
    operatingSystem: "windows",
    name,
    computerName: name,
    computerNameProp: "name",
    adminUsername: "azureuser",
    size: "Standard_B2ms",
    zone: undefined,
    acceleratedNetworking: false,
    osDiskType: "StandardSSD_LRS",
    osDiskSizeGb: undefined,
    image: undefined,
    adminSshPublicKey: null,
    privateIpAddress: undefined,
    network: `${owner}/network`,
    subnetName,
    shutdownTime: undefined,
    shutdownTimeZone: undefined,
    publicIpZones: undefined,
    ...more,
  };
}

export function route(
  path: string,
  index: number,
  prefix: string,
  nextHopType: string,
  more: Partial<Mutable<D.RouteDeclaration>> = {},
) {
  return {
    at: place(path, `routes.${index}`),
    name: `route-${index}`,
    prefix,
    nextHopType,
    nextHopAddress: null,
    ...more,
  };
}

export function securityRule(path: string, index: number, more: Partial<SecurityRule> = {}): SecurityRule {
  return {
    at: place(path, `securityRules.${index}`),
    name: `rule-${index}`,
    priority: 100 + index,
    direction: "Inbound",
    access: "Allow",
    protocol: "*",
    sources: ["10.0.0.0/8"],
    destinations: ["*"],
    sourcePorts: ["*"],
    destinationPorts: ["443"],
    sourcesAt: place(path, `securityRules.${index}.sources`),
    openedByName: false,
    ...more,
  };
}

export function name(
  path: string,
  prop: string,
  kind: D.NameKind,
  text: string,
  scope = "resource group rg",
): D.NameDeclaration {
  return { at: place(path, prop), kind, name: text, scope };
}

/** The parts of the article's topology: 10.0.0.0/16 tunnelled through a circuit to 10.100.0.0/16 and its NVA. */
function parts() {
  const escape = (path: string): ReturnType<typeof route> =>
    route(path, 0, "0.0.0.0/0", "Internet", { name: "0_0_0_0_0" });
  const hubSubnets = {
    client: subnet(place("main/hub00", "client.subnetPrefix"), "default", "10.0.0.0/24", {
      networkSecurityGroup: true,
    }),
    gateway: subnet(place("main/hub00", "gateway.subnetPrefix"), "GatewaySubnet", "10.0.200.0/24"),
    reserved: subnet(place("main/hub00", "routeServerSubnetPrefix"), "RouteServerSubnet", "10.0.210.0/24"),
    jump: subnet(place("main/hub00", "jumpServer.subnetPrefix"), "jump", "10.0.220.0/24", {
      networkSecurityGroup: true,
      routes: [escape("main/hub00/jump-subnet")],
    }),
  };
  const siteSubnets = {
    nva: subnet(place("main/hub100", "nva.subnetPrefix"), "nva", "10.100.0.0/24", {
      networkSecurityGroup: true,
      routes: [escape("main/hub100/nva-subnet")],
    }),
    gateway: subnet(place("main/hub100", "gateway.subnetPrefix"), "GatewaySubnet", "10.100.200.0/24"),
    routeServer: subnet(place("main/hub100", "routeServer.subnetPrefix"), "RouteServerSubnet", "10.100.210.0/24"),
  };
  const hub = network("main/hub00", "vnet-hub00", "10.0.0.0/16", Object.values(hubSubnets));
  const site = network("main/hub100", "vnet-hub100", "10.100.0.0/16", Object.values(siteSubnets));
  const circuit: Mutable<D.CircuitDeclaration> = {
    path: "main/circuit",
    circuitId:
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc",
    found: undefined,
    authorizationKeys: 2,
    acceptsDefaultRoute: true,
    created: undefined,
  };
  const hubGateway = gateway("main/hub00");
  const siteGateway = gateway("main/hub100");
  const hubConnection = connection("main/hub00", circuit.path, false);
  const siteConnection = connection("main/hub100", circuit.path, true);
  const peer: Mutable<D.PeerDeclaration> = { at: place("main/nva100", "asn"), address: "10.100.0.10", asn: 65001 };
  const routeServer: Mutable<D.RouteServerDeclaration> = {
    path: "main/hub100/route-server",
    network: site.path,
    branchToBranch: true,
    existing: undefined,
    peers: [peer],
  };
  const nva: Mutable<D.NvaDeclaration> = {
    path: "main/nva100",
    routeServer: routeServer.path,
    network: site.path,
    subnetName: "nva",
    asn: 65001,
    privateIpAddress: "10.100.0.10",
    addressGiven: false,
    publicIp: true,
    egressPublicIps: 1,
    furtherAddresses: [],
    prepend: 0,
    advertisesDefault: true,
    nextHop: undefined,
    announces: [],
    keepaliveSeconds: 3,
    holdSeconds: 9,
    healthNumbers: [
      { at: place("main/nva100", "health.intervalSeconds"), value: 1 },
      { at: place("main/nva100", "health.failures"), value: 3 },
      { at: place("main/nva100", "health.lossPercent"), value: 25 },
    ],
    maxSegmentSize: 1360,
    healthAnchors: [{ at: place("main/nva100", "health.anchors.0"), anchor: "1.1.1.1:443" }],
    knownAnswerServer: "1.0.0.1:80",
    userDataBytes: 30_000,
    filePaths: [{ at: place("main/nva100", "files.0.path"), filePath: "/etc/motd" }],
    ownTextProblems: [],
    frrProblems: [],
  };
  const siteDeclaration: Mutable<D.SiteDeclaration> = {
    path: "main/hub100",
    network: site.path,
    tunnelledSources: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((source, i) => ({
      at: place("main/hub100", `nvaSubnet.tunnelledSources.${i}`),
      source,
    })),
  };
  const client = machine("main/hub00/client", "vm-hub00", "main/hub00", "default");
  const jump = machine("main/hub00/jump-server", "vm-jump00", "main/hub00", "jump", {
    privateIpAddress: "10.0.220.10",
  });
  const nvaMachine = machine("main/nva100/machine", "vm-nva100", "main/hub100", "nva", {
    operatingSystem: "linux",
    privateIpAddress: "10.100.0.10",
    adminSshPublicKey: SSH_KEY,
  });
  const jumpServer: Mutable<D.JumpServerDeclaration> = {
    path: "main/hub00",
    network: "main/hub00/network",
    subnetName: "jump",
    operatorSources: [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "198.51.100.7" }],
    openToInternet: false,
  };
  const egressCheck: Mutable<D.EgressCheckDeclaration> = {
    path: "main/egress-check",
    stack: "main",
    clientStack: "main",
    nvas: [{ path: nva.path, publicIp: true }],
    reflectors: ["https://reflector.example/ip", "https://address.example.org"].map((url, i) => ({
      at: place("main/egress-check", `reflectors.${i}`),
      url,
    })),
    timeoutSeconds: 300,
    runId: "1",
  };
  const clientRule = securityRule("main/hub00/client-subnet", 0);
  const jumpRule = securityRule("main/hub00/jump-subnet", 0, {
    sources: ["198.51.100.7"],
    sourcesAt: undefined,
    destinationPorts: ["3389"],
  });
  const nvaRule = securityRule("main/hub100/nva-subnet", 0, { name: "AllowForwardedTraffic", priority: 110 });
  const app: Mutable<D.Declaration> = {
    names: [
      name("main/hub00", "virtualNetworkName", "virtual network", "vnet-hub00"),
      name("main/hub00", "client.subnetName", "subnet", "default", "vnet-hub00"),
      name("main/hub00/gateway", "name", "gateway", "ergw-hub00"),
      name("main/hub00/client", "name", "virtual machine", "vm-hub00"),
      name("main/hub100", "virtualNetworkName", "virtual network", "vnet-hub100"),
      name("main/hub100/route-server", "name", "Route Server", "rs-hub100"),
    ],
    peerings: [],
    vpnGateways: [],
    vpnConnections: [],
    localNetworkGateways: [],
    existing: [],
    existingSubnets: [],
    exemptSubnets: [],
    networks: [hub, site],
    circuits: [circuit],
    gateways: [hubGateway, siteGateway],
    connections: [hubConnection, siteConnection],
    routeServers: [routeServer],
    sites: [siteDeclaration],
    nvas: [nva],
    machines: [client, jump, nvaMachine],
    clients: [{ path: "main/hub00/client", network: "main/hub00/network", subnetName: "default" }],
    jumpServers: [jumpServer],
    egressChecks: [egressCheck],
    securityGroups: [
      { path: "main/hub00/client-subnet", network: "main/hub00/network", subnetName: "default", rules: [clientRule] },
      { path: "main/hub00/jump-subnet", network: "main/hub00/network", subnetName: "jump", rules: [jumpRule] },
      { path: "main/hub100/nva-subnet", network: "main/hub100/network", subnetName: "nva", rules: [nvaRule] },
    ],
    secrets: [{ at: place("main/circuit", "authorizationKeys.0"), literal: false }],
    lookups: [],
    tags: [{ at: place("main/hub00", "tags"), tags: { owner: "network" } }],
    stacks: [{ path: "main", id: "main" }],
    logicalIds: [{ path: "main/hub00", stack: "main", address: "azurerm_resource_group.hub00" }],
    propProblems: [],
    namings: [],
    monitoringIds: [],
    flowLogs: [],
    oneStepNetworks: [],
  };
  return {
    app,
    hub,
    hubSubnets,
    site,
    siteSubnets,
    siteDeclaration,
    circuit,
    hubGateway,
    siteGateway,
    hubConnection,
    siteConnection,
    routeServer,
    peer,
    nva,
    egressCheck,
    client,
    jump,
    nvaMachine,
    jumpServer,
    clientRule,
    jumpRule,
    nvaRule,
  };
}

/** The parts that a test may change. */
export type Article = ReturnType<typeof parts>;

/** The article's topology, which every rule accepts, with what the test changes of it. */
export function article(change: (parts: Article) => void = () => undefined): D.Declaration {
  const made = parts();
  change(made);
  return made.app;
}
