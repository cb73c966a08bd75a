import type { HighlightInput } from "../../lib/drawing/scene/build-highlights";
import type { Egress, Hop, MachineVerdict, PathResult, SubnetRoutes, Trace } from "../../lib/analysis/results";
import type { Verdict } from "../../lib/analysis/verdict";
import { vm } from "./sample-hubs";

const exit = (name: string): Egress => ({
  kind: "public-ip",
  name,
  id: `azurerm_public_ip.${name.replace("pip-", "")}`,
  address: null,
});

const verdict = (machine: string, what: Verdict, egress: string): MachineVerdict => ({
  machine: `vm-${machine}`,
  id: vm(machine),
  subnet: "vnet/subnet",
  defaultFrom: "-",
  verdict: what,
  egress: [exit(egress)],
  summary: "",
  exceptions: [],
  warnings: [],
});

const routes = (hub: string): SubnetRoutes => ({
  id: `azurerm_subnet.${hub}_default`,
  subnet: `vnet-${hub}/default`,
  nics: [{ nic: `nic-${hub}`, machine: `vm-${hub}` }],
  routeTable: null,
  propagation: true,
  routes: [
    {
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: "0.0.0.0/0",
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: "(msee 1)",
      nextHop: {
        kind: "circuit",
        circuit: "var.circuit_id",
        connection: `azurerm_virtual_network_gateway_connection.${hub}`,
      },
      why: "BGP beats system",
      facts: [],
      learned: {
        from: ["vm-nva100 (AS 65001)", "rs-hub100 (65515)", "ergw-hub100", "circuit (12076)", `ergw-${hub}`],
        asPath: [12076, 12076, 65001],
      },
    },
  ],
  summary: "",
  waitsFor: [],
});

const hop = (kind: Hop["kind"], name: string, id?: string): Hop => ({
  kind,
  name,
  detail: "",
  decisions: [],
  ...(id !== undefined && { id }),
});

const WAY = [
  hop("machine", "vm-hub00", vm("hub00")),
  hop("circuit", "circuit", "var.circuit_id"),
  hop("gateway", "ergw-hub100", "azurerm_virtual_network_gateway.hub100"),
  hop("machine", "vm-nva100", vm("nva100")),
  hop("internet", "internet"),
];

const trace = (what: Verdict, hops: number): Trace => ({
  hops: WAY.slice(0, hops),
  verdict: what,
  ...(hops === WAY.length && { egress: exit("pip-nva100") }),
});

/** A path of vm-hub00 to the internet: the whole way, or as many stations as asked for. */
export function pathOf(what: Verdict, hops = WAY.length, rest: Partial<PathResult> = {}): PathResult {
  return {
    from: "vm-hub00",
    to: "internet",
    destination: "203.0.113.10",
    protocol: "tcp",
    port: 443,
    verdict: what,
    summary: "leaves as pip-nva100, and the answer comes back",
    egress: [],
    out: [{ ...trace(what, hops), ...(rest.reason && { reason: rest.reason }) }],
    back: [],
    faults: [],
    warnings: [],
    waitsFor: [],
    facts: [],
    ...rest,
  };
}

/** What holds of as many hubs as `hubs` makes. */
export function answersFor(count: number, path: PathResult = pathOf("tunnelled")): HighlightInput {
  const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(2, "0"));
  const verdicts = numbers.flatMap((number) => [
    verdict(`hub${number}`, "tunnelled", "pip-nva100"),
    verdict(`jump${number}`, "exempt", `pip-jump${number}`),
  ]);
  return {
    verdicts: [...verdicts, verdict("nva100", "exempt", "pip-nva100")],
    routes: numbers.map((number) => routes(`hub${number}`)),
    path,
  };
}
