import { neighborFor } from "../../../lib/analysis/bgp/session-neighbor";
import type { RouteServer, Subnet } from "../../../lib/analysis/model/azure";
import { bgpServer } from "../../../lib/analysis/model/bgp-servers";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol } from "../../../lib/analysis/unknown/value";
import { neighbor, network, routeServer, subnet, topologyOf } from "../../support/analysis/topology";

const AFTER_APPLY = [symbol("rs.virtual_router_ips[0]"), symbol("rs.virtual_router_ips[1]")] as const;

interface Parts {
  readonly server?: Partial<RouteServer>;
  readonly home?: Partial<Subnet> | undefined;
  readonly answer?: boolean;
}

/** The neighbor that an instance is, of some; and the claims that decide. */
function found(addresses: readonly string[], instance: 0 | 1, { server, home = {}, answer = true }: Parts = {}) {
  const topology = topologyOf({
    networks: [network("hub")],
    subnets: [
      subnet("other", { prefixes: ["10.0.9.0/24"] }),
      subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/26"], ...home }),
    ],
    routeServers: [routeServer("rs", { addresses: AFTER_APPLY, ...server })],
  });
  const asked: string[] = [];
  const scenario = new Scenario(new Map(), ({ about }) => {
    asked.push(...about);
    return answer;
  });
  const bgp = { asn: 65001, neighbors: addresses.map((address) => neighbor(address)), originates: [] };
  const of = neighborFor(scenario, bgp, bgpServer(new TopologyIndex(topology), topology.routeServers[0]!), instance);
  return { address: of?.address, asked };
}

describe("the guest's neighbor that is an instance of the Route Server", () => {
  it.each<[string, readonly string[], 0 | 1, Parts, string | undefined]>([
    ["by a reference", AFTER_APPLY, 0, {}, AFTER_APPLY[0]],
    ["by a reference to the second", AFTER_APPLY, 1, {}, AFTER_APPLY[1]],
    [
      "by its known address",
      ["10.0.1.4", "10.0.1.5"],
      1,
      { server: { addresses: ["10.0.1.4", "10.0.1.5"] } },
      "10.0.1.5",
    ],
    [
      "none of other addresses than the known one",
      ["10.0.1.4"],
      0,
      { server: { addresses: ["10.0.1.6", "10.0.1.7"] } },
      undefined,
    ],
    ["the 4th address of the subnet is the first instance", ["10.0.1.5", "10.0.1.4"], 0, {}, "10.0.1.4"],
    ["the 5th address of the subnet is the second instance", ["10.0.1.4", "10.0.1.5"], 1, {}, "10.0.1.5"],
    ["none where only the other's address is there", ["10.0.1.4"], 1, {}, undefined],
    ["none where only the other's address is there: the first", ["10.0.1.5"], 0, {}, undefined],
    ["none below them", ["10.0.1.3"], 0, {}, undefined],
    ["none before the subnet", ["10.0.0.255"], 0, {}, undefined],
    ["none behind the subnet", ["10.0.1.64"], 0, {}, undefined],
    ["none in another subnet", ["10.0.9.4"], 0, {}, undefined],
    ["none where the subnet is not in the files", ["10.0.1.4"], 0, { home: { name: "rs" } }, undefined],
    ["none where the subnet is another network's", ["10.0.1.4"], 0, { home: { network: "far" } }, undefined],
    [
      "none where the subnet's prefix is known after apply",
      ["10.0.1.4"],
      0,
      { home: { prefixes: [symbol("p")] } },
      undefined,
    ],
    ["none where the subnet has no prefix", ["10.0.1.4"], 0, { home: { prefixes: [] } }, undefined],
    ["none by another reference", [symbol("nic.address")], 0, {}, undefined],
    ["perhaps the first one at another address of the subnet", ["10.0.1.6"], 0, {}, "10.0.1.6"],
    ["perhaps the first one at the subnet's last address", ["10.0.1.63"], 0, {}, "10.0.1.63"],
    ["never the second one at another address", ["10.0.1.6"], 1, {}, undefined],
    ["not at another address where it has another", ["10.0.1.6"], 0, { answer: false }, undefined],
    ["at its usual address for certain", ["10.0.1.4"], 0, { answer: false }, "10.0.1.4"],
  ])("%s", (_, addresses, instance, parts, expected) => {
    expect(found(addresses, instance, parts).address).toBe(expected);
  });

  it("is asked for at an unusual address only", () => {
    expect(found(["10.0.1.6"], 0).asked).toEqual(["10.0.1.6 is an address of rs-rs"]);
    expect(found(["10.0.1.4", "10.0.1.6"], 0).asked).toEqual([]);
    expect(found(["10.0.1.5"], 0).asked).toEqual([]);
    expect(found(["10.0.1.3"], 0).asked).toEqual([]);
    expect(found(["10.0.1.6"], 1).asked).toEqual([]);
  });
});
