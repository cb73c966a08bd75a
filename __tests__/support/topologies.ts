import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { TerraformStack } from "cdktf";
import * as fc from "fast-check";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  type FlowLogOptions,
  type TrafficAnalyticsOptions,
  type ExpressRouteGatewayOptions,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type FrrNvaProps,
  type HubMachineOptions,
  OnPremSiteWithRouteServer,
  type OnPremSiteWithRouteServerProps,
  type VirtualMachineOptions,
} from "../../lib/index";
import { SSH_KEY } from "./apps";
import { STORAGE_ACCOUNT_ID, WORKSPACE_ID } from "./monitoring";
import { hostAddress, mustParse, parsePrefix, subPrefix } from "../../lib/domain/ipv4";

/** A valid topology: hubs and sites on one circuit, or hubs peered with one site; NVAs in the sites. */
export interface TopologySpec {
  readonly location: string;
  readonly joined: "existing circuit" | "new circuit" | "peering";
  readonly hubs: readonly {
    readonly id: string;
    readonly routingWeight: number;
    readonly props: Omit<ForcedTunnelingHubProps, "resourceGroup">;
  }[];
  readonly sites: readonly {
    readonly id: string;
    readonly props: Omit<OnPremSiteWithRouteServerProps, "resourceGroup">;
    readonly nvas: readonly { readonly id: string; readonly props: Omit<FrrNvaProps, "site" | "adminSshPublicKey"> }[];
  }[];
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
/** Now and then the part is left out. */
const orNone = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | "none"> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant("none" as const) });
/** Leaves out what is undefined, as a user would. */
const props = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc
    .record(shape)
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T);

/** Valid for every type, and as a computer name. */
const label = fc.stringMatching(/^[a-z][a-z0-9][a-z0-9-]{0,5}[a-z0-9]$/);
const tags = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9 _.-]{0,20}$/),
  fc.string({ unit: "grapheme-ascii", maxLength: 30 }).map((text) => text.replace(/[$%]/g, "")),
  {
    maxKeys: 4,
  },
);
const zone = fc.constantFrom("1", "2", "3");
const zones = fc.constantFrom<readonly string[]>(["1", "2", "3"]);

const machineShape: { [K in keyof VirtualMachineOptions]-?: fc.Arbitrary<VirtualMachineOptions[K]> } = {
  name: fc.constant(undefined),
  computerName: fc.constant(undefined),
  networkInterfaceName: fc.constant(undefined),
  publicIpName: fc.constant(undefined),
  size: maybe(fc.constantFrom("Standard_B2ms", "Standard_B2s", "Standard_D2s_v5")),
  image: fc.constant(undefined),
  osDisk: maybe(
    props<{ storageAccountType?: string; sizeGb?: number }>({
      storageAccountType: maybe(fc.constantFrom("Standard_LRS", "StandardSSD_LRS", "Premium_LRS")),
      sizeGb: maybe(fc.integer({ min: 128, max: 4095 })),
    }),
  ),
  zone: maybe(zone),
  publicIpZones: maybe(zones),
  adminUsername: maybe(fc.constantFrom("operator", "azureuser", "netops")),
  acceleratedNetworking: fc.constant(undefined),
  bootDiagnostics: maybe(fc.boolean()),
  bootDiagnosticsStorageUri: fc.constant(undefined),
  trustedLaunch: maybe(fc.boolean()),
  encryptionAtHost: maybe(fc.boolean()),
  identity: maybe(fc.constant({ systemAssigned: true })),
  dailyShutdown: maybe(
    props<{ timeZone: string; time?: string }>({
      timeZone: fc.constantFrom("Tokyo Standard Time", "UTC", "W. Europe Standard Time"),
      time: maybe(fc.constantFrom("0000", "0030", "1900", "2359")),
    }),
  ),
  tags: maybe(tags),
};

const gateway = props<ExpressRouteGatewayOptions>({
  name: fc.constant(undefined),
  sku: maybe(fc.constantFrom("Standard", "HighPerformance", "ErGw1AZ", "ErGw2AZ", "ErGw3AZ")),
  subnetPrefix: fc.constant(undefined),
  routes: fc.constant(undefined),
  remoteVnetTraffic: fc.constant(undefined),
  tags: maybe(tags),
});

const hubMachine = {
  ...machineShape,
  subnetName: maybe(label.map((name) => `s-${name}`)),
  subnetPrefix: fc.constant(undefined),
  privateIpAddress: fc.constant(undefined),
  networkSecurityGroupName: fc.constant(undefined),
  operatingSystem: maybe(fc.constantFrom<"windows" | "linux">("windows", "linux")),
  adminSshPublicKey: fc.constant(SSH_KEY),
  securityRules: maybe(
    fc.constant([
      {
        name: "AllowPing",
        priority: 200,
        direction: "Inbound",
        access: "Allow",
        protocol: "Icmp",
        sources: ["10.0.0.0/8"],
      } as const,
    ]),
  ),
} satisfies { [K in keyof HubMachineOptions]: fc.Arbitrary<HubMachineOptions[K]> };

/** The n-th range of its own for a VNet: 10.n.0.0/16 or, inside it, something smaller. */
const space = (n: number): fc.Arbitrary<string> =>
  fc.integer({ min: 16, max: 24 }).map((length) => subPrefix(mustParse(`10.${n}.0.0/16`), length, 0));

const monitoring = {
  flowLogs: maybe(
    props<FlowLogOptions>({
      storageAccountId: fc.constant(STORAGE_ACCOUNT_ID),
      retentionDays: maybe(fc.integer({ min: 0, max: 365 })),
      trafficAnalytics: maybe(
        props<TrafficAnalyticsOptions>({
          workspaceResourceId: fc.constant(WORKSPACE_ID),
          workspaceId: fc.uuid(),
          workspaceRegion: fc.constant("japaneast"),
          intervalMinutes: maybe(fc.constantFrom(10, 60)),
        }),
      ),
    }),
  ),
  diagnostics: maybe(fc.constant({ logAnalyticsWorkspaceId: WORKSPACE_ID })),
};

const hub = (n: number): fc.Arbitrary<TopologySpec["hubs"][number]> =>
  fc.record({
    id: fc.constantFrom(`hub${n}0`, `cloud-${n}`),
    routingWeight: fc.integer({ min: 0, max: 32000 }),
    props: props<Omit<ForcedTunnelingHubProps, "resourceGroup">>({
      ...monitoring,
      location: fc.constant(undefined),
      tags: maybe(tags),
      name: maybe(fc.constant(`h${n}`)),
      addressSpace: space(n),
      moreAddressSpaces: maybe(fc.constant([`172.16.${n}.0/24`])),
      virtualNetworkName: maybe(label.map((name) => `${name}-hub-${n}`)),
      dnsServers: maybe(fc.constant(["168.63.129.16", "10.100.0.4"])),
      routeServerSubnetPrefix: fc.constant(undefined),
      adminPassword: fc.constant(undefined),
      gateway: maybe(gateway),
      client: orNone(
        maybe(props({ ...hubMachine, routes: fc.constant(undefined), failClosedGuard: maybe(fc.boolean()) })),
      ),
      jumpServer: orNone(
        props({
          ...hubMachine,
          routes: fc.constant(undefined),
          routeTableName: maybe(fc.constant(`rt-jump-${n}`)),
          openToInternet: fc.constant(undefined),
          operatorSources: fc.uniqueArray(
            fc.integer({ min: 1, max: 254 }).map((octet) => `203.0.113.${octet}/32`),
            { minLength: 1, maxLength: 3 },
          ),
        }),
      ),
    }),
  });

const asn = fc.oneof(fc.integer({ min: 64512, max: 65514 }), fc.integer({ min: 1, max: 8073 }));

const site = (n: number): fc.Arbitrary<TopologySpec["sites"][number]> =>
  fc.tuple(space(100 + n), fc.integer({ min: 1, max: 3 })).chain(([addressSpace, nvas]) =>
    fc.record({
      id: fc.constantFrom(`hub1${n}0`, `site-${n}`),
      props: props<Omit<OnPremSiteWithRouteServerProps, "resourceGroup">>({
        ...monitoring,
        location: fc.constant(undefined),
        tags: maybe(tags),
        name: maybe(fc.constant(`s${n}`)),
        addressSpace: fc.constant(addressSpace),
        moreAddressSpaces: fc.constant(undefined),
        virtualNetworkName: fc.constant(undefined),
        dnsServers: fc.constant(undefined),
        nvaSubnet: maybe(
          props({
            subnetName: maybe(label.map((name) => `n-${name}`)),
            adminSources: maybe(fc.constant(["10.0.0.0/8"])),
          }),
        ),
        gateway: maybe(gateway),
        routeServer: maybe(
          props({
            name: maybe(fc.constant(`rs-${n}`)),
            publicIpZones: maybe(zones),
            hubRoutingPreference: maybe(
              fc.constantFrom<"ExpressRoute" | "VpnGateway" | "ASPath">("ExpressRoute", "VpnGateway", "ASPath"),
            ),
          }),
        ),
      }),
      nvas: fc.tuple(...Array.from({ length: nvas }, (_, i) => nva(n, i, addressSpace))),
    }),
  );

/** Services that several NVAs may have, a prefix of the NVA alone, and one of another machine. */
const announces = (i: number, firstNva: string): fc.Arbitrary<NonNullable<FrrNvaProps["announces"]>> =>
  fc
    .record({
      service: fc.subarray(["10.250.0.1/32", "172.31.0.53/32"], { minLength: 1 }),
      ports: fc.constantFrom({ tcpPorts: [53], udpPorts: [53] }, { tcpPorts: [80, 443] }, { udpPorts: [123] }),
      prepend: maybe(fc.integer({ min: 0, max: 10 })),
      others: fc.subarray([{ prefix: `10.${240 + i}.0.0/16` }, { prefix: "10.0.0.0/8" }]),
    })
    .map(({ service, ports: loopback, prepend, others }) => [
      ...service.map((prefix) => ({ prefix, loopback, ...(prepend !== undefined && { prepend }) })),
      ...others,
      ...(i === 0 ? [] : [{ prefix: "10.239.0.0/16", nextHop: firstNva }]),
    ]);

const nva = (n: number, i: number, addressSpace: string): fc.Arbitrary<TopologySpec["sites"][number]["nvas"][number]> =>
  fc.record({
    id: fc.constant(`nva1${n}${i}`),
    props: props<Omit<FrrNvaProps, "site" | "adminSshPublicKey">>({
      ...machineShape,
      asn: maybe(asn),
      privateIpAddress: fc.constant(hostAddress(parsePrefix(addressSpace)!, 10 + i)),
      publicIp: fc.constant(undefined),
      // The first NVA of a site tunnels.
      defaultRoute: maybe(
        i === 0 ? fc.constant("follow-health" as const) : fc.constantFrom("follow-health" as const, "never" as const),
      ),
      nextHop: fc.constant(undefined),
      announces: maybe(announces(i, hostAddress(parsePrefix(addressSpace)!, 10))),
      prepend: maybe(fc.integer({ min: 0, max: 10 })),
      keepaliveSeconds: maybe(fc.constantFrom(1, 2)),
      holdSeconds: maybe(fc.constantFrom(9, 30, 180)),
      health: maybe(
        props({
          intervalSeconds: maybe(fc.constantFrom(1, 2)),
          anchors: maybe(fc.constant(["1.0.0.1:443"])),
          lossPercent: maybe(fc.constantFrom(10, 50)),
          drainSeconds: maybe(fc.constantFrom(0, 30)),
          knownAnswer: maybe(
            fc.constant({ server: "1.0.0.1:80", host: "example.org", path: "/", text: 'a "quoted" ${text}' }),
          ),
        }),
      ),
      frrLines: maybe(fc.constant({ global: ["! a line of one's own"] })),
      natLines: fc.constant(undefined),
      packages: maybe(fc.constant(["tcpdump"])),
      files: maybe(
        fc.constant([{ path: "/opt/notes", content: 'a "quoted" ${text} with %{ signs } and \\ slashes\n' }]),
      ),
      commands: maybe(fc.constant(["echo hello"])),
    }).map(withoutIdle),
  });

/** An NVA that advertises nothing at all is a mistake. */
const withoutIdle = <P extends Pick<FrrNvaProps, "defaultRoute" | "announces">>({ defaultRoute, ...rest }: P): P =>
  ({ ...rest, ...((defaultRoute !== "never" || rest.announces) && defaultRoute && { defaultRoute }) }) as P;

/** Valid topologies: whatever is in them, Azure takes it and it tunnels. */
export const topologies: fc.Arbitrary<TopologySpec> = fc
  .record({
    hubs: fc.integer({ min: 1, max: 3 }),
    sites: fc.integer({ min: 1, max: 2 }),
    location: fc.constantFrom("japaneast", "Japan East", "westeurope"),
    joined: fc.constantFrom<TopologySpec["joined"]>("existing circuit", "new circuit", "peering"),
  })
  .chain(({ hubs, sites, location, joined }) =>
    fc.record({
      location: fc.constant(location),
      joined: fc.constant(joined),
      hubs: fc.tuple(...Array.from({ length: hubs }, (_, n) => hub(n))),
      // A hub uses the Route Server of one site.
      sites: fc.tuple(...Array.from({ length: joined === "peering" ? 1 : sites }, (_, n) => site(n))),
    }),
  );

/** Builds a topology into a stack that has its providers. */
export function build(stack: TerraformStack, spec: TopologySpec): void {
  const resourceGroup = new ResourceGroup(stack, "resource-group", {
    name: "rg-forced-tunneling",
    location: spec.location,
  });
  if (spec.joined === "peering") buildPeered(stack, spec, resourceGroup);
  else buildOnCircuit(stack, spec, resourceGroup);
}

function buildOnCircuit(
  stack: TerraformStack,
  { joined, hubs, sites }: TopologySpec,
  resourceGroup: ResourceGroup,
): void {
  const variables = new DeploymentVariables(stack, "variables", hubs.length + sites.length);
  const circuit =
    joined === "new circuit"
      ? ExpressRouteCircuit.create(stack, "circuit", {
          resourceGroup,
          provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 },
        })
      : ExpressRouteCircuit.fromExisting(stack, "circuit", {
          circuitId: variables.circuitId,
          authorizationKeys: variables.authorizationKeys,
          acceptsDefaultRoute: true,
        });
  for (const { id, routingWeight, props } of hubs)
    new ForcedTunnelingHub(stack, id, { resourceGroup, ...props }).gateway.connectTo(circuit, { routingWeight });
  for (const { id, props, nvas } of sites) {
    const built = new OnPremSiteWithRouteServer(stack, id, { resourceGroup, ...props });
    // Connected first: the connection waits for NVAs that are added later.
    built.gateway.connectTo(circuit);
    addNvas(stack, built, nvas, variables.sshPublicKey);
  }
}

function buildPeered(stack: TerraformStack, { hubs, sites: [site] }: TopologySpec, resourceGroup: ResourceGroup): void {
  const built = new OnPremSiteWithRouteServer(stack, site!.id, { resourceGroup, ...site!.props, gateway: "none" });
  for (const { id, props } of hubs)
    new ForcedTunnelingHub(stack, id, { resourceGroup, ...props, gateway: "none" }).peerWith(built);
  addNvas(stack, built, site!.nvas, SSH_KEY);
}

function addNvas(
  stack: TerraformStack,
  site: OnPremSiteWithRouteServer,
  nvas: TopologySpec["sites"][number]["nvas"],
  adminSshPublicKey: string,
): void {
  for (const { id, props } of nvas) new FrrNva(stack, id, { site, adminSshPublicKey, ...props });
}
