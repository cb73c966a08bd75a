import type { Topology } from "../../../lib/analysis/model/azure";
import { symbol, symbolsIn } from "../../../lib/analysis/unknown/value";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { fixture } from "./support";

const CIRCUIT =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-circuit/providers/Microsoft.Network/expressRouteCircuits/EXISTING";
const DEPLOYED: Readonly<Record<string, string>> = {
  "10.100.210.4": "azurerm_route_server.rs-hub100.virtual_router_ips[0]",
  "10.100.210.5": "azurerm_route_server.rs-hub100.virtual_router_ips[1]",
};

const ASSUMED_OR_OF_CONSTRUCTS = new Set(["path", "answers", "answersRead"]);

/** Without what was assumed, and what a plan cannot have: construct paths, and addresses that Azure gave. */
function comparable(topology: Topology): unknown {
  const given = new Set(["10.0.0.4", ...topology.publicIps.flatMap(({ address }) => address ?? [])]);
  const text = JSON.stringify(topology, (key, value: unknown) =>
    ASSUMED_OR_OF_CONSTRUCTS.has(key) || (key === "address" && given.has(value as string)) ? undefined : value,
  );
  return JSON.parse(
    Object.entries(DEPLOYED).reduce(
      (rest, [address, expression]) => rest.replaceAll(address, symbol(expression)),
      text,
    ),
  );
}

const configuration = readTopology([fixture("cdk.tf.json")], { values: { "var.circuit_id": CIRCUIT } });

test.each(["plan.json", "state.json"])("%s gives the topology of the configuration", (name) => {
  expect(comparable(readTopology([fixture(name)]))).toEqual(comparable(configuration));
});

test("the NVA's user data has the Route Server's own addresses in it, known or not", () => {
  for (const name of ["cdk.tf.json", "plan.json", "state.json"]) {
    const topology = readTopology([fixture(name)]);
    const neighbors = topology.machines
      .find(({ name: machine }) => machine === "vm-nva100")
      ?.guest?.bgp?.neighbors.map(({ address }) => address);
    expect(neighbors).toEqual(topology.routeServers[0]!.addresses);
  }
});

test("the two addresses of a Route Server are two symbols, in the order in which Terraform sorts them", () => {
  const [first, second] = readTopology([fixture("cdk.tf.json")]).routeServers[0]!.addresses;
  expect([first, second].map(symbolsIn)).toEqual([
    ["azurerm_route_server.rs-hub100.virtual_router_ips[0]"],
    ["azurerm_route_server.rs-hub100.virtual_router_ips[1]"],
  ]);
});

test("connections that name a circuit by the same variable meet at one circuit", () => {
  const { circuits, connections } = readTopology([fixture("cdk.tf.json")]);
  expect(circuits).toEqual([{ id: "var.circuit_id", name: "circuit", managed: false }]);
  expect(connections.map(({ circuit }) => circuit)).toEqual(["var.circuit_id", "var.circuit_id"]);
});

test("a circuit that is known by its id has the id's last segment for a name", () => {
  expect(readTopology([fixture("state.json")]).circuits).toEqual([{ id: CIRCUIT, name: "EXISTING", managed: false }]);
});
