import * as fc from "fast-check";
import { type Attributes, Azure, type Route } from "./azure";
import { nvaText } from "./nva-text";
import {
  type Changes,
  type NvaOptions,
  t,
  withHubRouteServer,
  withSiteMachine,
  withSpoke,
  withThirdVnet,
} from "./situations";

const chance = (odds: number): fc.Arbitrary<boolean> => fc.integer({ min: 1, max: odds }).map((n) => n > 1);

const nva: fc.Arbitrary<NvaOptions> = fc.record({
  publicIp: chance(4),
  forwarding: chance(4),
  forwards: chance(6),
  translates: chance(6),
  multihop: chance(6),
  prepend: fc.constantFrom([], [], [65001], [12076]),
});

interface Shape {
  readonly changes: Changes;
  readonly second: NvaOptions | undefined;
  readonly hubRouteServer: boolean | undefined;
  readonly thirdVnet: boolean;
  readonly spoke: boolean | undefined;
  readonly peering: boolean | undefined;
  readonly escape: boolean;
  readonly remote: boolean;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const shape: fc.Arbitrary<Shape> = fc.record({
  changes: fc.record({
    nva,
    client: fc.record({ address: fc.constant("10.0.0.4"), publicIp: fc.boolean() }),
    routeServer: fc.record({ branch_to_branch_traffic_enabled: chance(4) }),
  }),
  second: maybe(nva),
  hubRouteServer: maybe(fc.boolean()),
  thirdVnet: fc.boolean(),
  spoke: maybe(fc.boolean()),
  peering: maybe(fc.boolean()),
  escape: chance(4),
  remote: chance(4),
});

function build({ changes, second, hubRouteServer, thirdVnet, spoke, peering, escape, remote }: Shape): Azure {
  const azure = withSiteMachine(t({ ...changes, ...(second && { second }) }));
  azure.set("virtual_network_gateway.ergw-hub100", { remote_vnet_traffic_enabled: remote });
  if (hubRouteServer !== undefined) withHubRouteServer(azure, { branch_to_branch_traffic_enabled: hubRouteServer });
  if (thirdVnet) withThirdVnet(azure);
  if (spoke !== undefined) withSpoke(azure, spoke);
  if (peering !== undefined) azure.peering("hub00", "hub100", { forwarded: peering }).peering("hub100", "hub00");
  if (!escape) azure.noTable("hub100_nva");
  return azure;
}

/**
 * T, more or less: with a second NVA, further VNets, and now and then something that forced tunnelling stands on
 * missing.
 */
export const likeT: fc.Arbitrary<Azure> = shape.map(build);

const octets = fc.constantFrom(
  "10.0.0",
  "10.0.9",
  "10.0.220",
  "10.9.9",
  "8.8.8",
  "8.8.4",
  "100.64.1",
  "172.20.1",
  "192.168.5",
  "203.0.113",
);
const host = fc.constantFrom(0, 1, 7, 63, 64, 100, 128, 200, 255);
/** Addresses that random routes often, but not always, cover. */
export const address: fc.Arbitrary<string> = fc.tuple(octets, host).map(([net, last]) => `${net}.${last}`);

const toNumber = (text: string): number => text.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
const toText = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");

/** Prefixes around those addresses. */
const prefix: fc.Arbitrary<string> = fc
  .tuple(address, fc.constantFrom(0, 1, 4, 8, 9, 10, 12, 16, 20, 24, 25, 26, 30, 32))
  .map(([at, length]) => {
    const size = 2 ** (32 - length);
    return `${toText(Math.floor(toNumber(at) / size) * size)}/${length}`;
  });

/** Routes of one table: no prefix twice. */
export const routesTo = (hops: readonly string[]): fc.Arbitrary<Route[]> =>
  fc.uniqueArray(fc.tuple(prefix, fc.constantFrom(...hops)), { maxLength: 12, selector: ([of]) => of });

const ROUTERS = [4, 5, 6, 7];
export const routerAddresses = ROUTERS.map((n) => `10.0.${n}.4`);

/** Machines that all forward, each in a subnet of its own whose routes lead to the others and elsewhere. */
export const routers: fc.Arbitrary<Azure> = fc
  .tuple(
    ...ROUTERS.map(() =>
      fc.record({
        routes: routesTo(["None", "Internet", ...routerAddresses, ...routerAddresses]),
        translates: fc.boolean(),
      }),
    ),
  )
  .map((machines) => {
    const azure = new Azure().vnet("lone", "10.0.0.0/16");
    machines.forEach(({ routes, translates }, at) => {
      const id = `router${ROUTERS[at]}`;
      const own = routerAddresses[at]!;
      azure.subnet("lone", id, `10.0.${ROUTERS[at]}.0/24`).table(`lone_${id}`, routes);
      azure.vm(id, `lone_${id}`, {
        address: own,
        publicIp: true,
        forwarding: true,
        userData: nvaText({ address: own, neighbors: [], announces: [], translates }),
      });
    });
    return azure;
  });

const LISTS_WITHOUT_ORDER = ["security_rule", "route"];

/** The same JSON with its resources, and the lists whose order means nothing, in another order. */
export function reordered(json: Azure["json"], seed: number): Azure["json"] {
  let state = seed;
  const next = (): number => (state = (state * 1103515245 + 12345) % 2147483648);
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  const attributes = (resource: Attributes): Attributes =>
    Object.fromEntries(
      shuffled(Object.entries(resource)).map(([key, value]) => [
        key,
        LISTS_WITHOUT_ORDER.includes(key) ? shuffled(value as unknown[]) : value,
      ]),
    );
  const byId = (resources: Record<string, Attributes>): Record<string, Attributes> =>
    Object.fromEntries(shuffled(Object.entries(resources)).map(([id, resource]) => [id, attributes(resource)]));
  const resource = Object.fromEntries(
    shuffled(Object.entries(json.resource)).map(([type, resources]) => [type, byId(resources)]),
  );
  return { ...json, resource };
}
