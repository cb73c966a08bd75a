import type { Fact, FactId } from "../../lib/analysis/facts";
import type { MachineVerdict, PathResult, SubnetRoutes, Trace } from "../../lib/analysis/results";
import type { Places } from "../../lib/cli/render/places";
import { symbol } from "../../lib/analysis/unknown/value";

/* Results by hand, in the article's names: what a renderer makes of them does not wait for what computes them. */

export const documented = (row: FactId): Fact => ({ row, basis: "documented" });
const inferred = (row: FactId): Fact => ({ row, basis: "inferred" });

const FROM_NVA = {
  from: ["vm-nva100 (AS 65001)", "rs-hub100 (65515)", "ergw-hub100", "circuit (12076)", "ergw-hub00"],
  asPath: [12076, 12076, 65001],
};
const circuit = {
  kind: "circuit",
  circuit: "azurerm_express_route_circuit.c",
  connection: "azurerm_virtual_network_gateway_connection.hub00",
} as const;

export const HUB_ROUTES: SubnetRoutes = {
  id: "azurerm_subnet.hub00_default",
  subnet: "vnet-hub00/default",
  nics: [{ nic: "nic-hub00", machine: "vm-hub00" }],
  routeTable: null,
  propagation: true,
  summary: "internet traffic goes to vm-nva100. Its default, by BGP, beats the system route.",
  waitsFor: [],
  routes: [
    {
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: "10.100.0.0/16",
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: "(msee 1)",
      nextHop: circuit,
      why: "BGP",
      facts: [documented("3.12")],
    },
    {
      source: "Default",
      state: "Active",
      prefix: "10.0.0.0/16",
      nextHopType: "VnetLocal",
      nextHopAddress: null,
      nextHop: { kind: "local" },
      why: "own VNet",
      facts: [documented("1.1")],
    },
    {
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: "0.0.0.0/0",
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: symbol("msee.address"),
      nextHop: circuit,
      why: "BGP",
      facts: [documented("2.1"), inferred("1.7")],
      learned: FROM_NVA,
    },
    {
      source: "Default",
      state: "Active",
      prefix: "192.168.0.0/16",
      nextHopType: "None",
      nextHopAddress: null,
      nextHop: { kind: "none" },
      why: "reserved",
      facts: [documented("1.1")],
    },
  ],
};

export const MACHINES: readonly MachineVerdict[] = [
  {
    machine: "vm-hub00",
    id: "azurerm_windows_virtual_machine.hub00",
    subnet: "vnet-hub00/default",
    defaultFrom: "vm-nva100, BGP",
    verdict: "tunnelled",
    egress: [{ kind: "public-ip", name: "pip-nva100", address: null, machine: "vm-nva100" }],
    summary: "leaves as pip-nva100, and the answer comes back",
    exceptions: [{ prefix: "20.60.0.0/16", verdict: "direct", why: "service endpoint Microsoft.Storage" }],
    warnings: [{ row: "1.7", text: "no sample of a default learned by ExpressRoute is published" }],
  },
  {
    machine: "vm-jump00",
    id: "azurerm_windows_virtual_machine.jump00",
    subnet: "vnet-hub00/jump",
    defaultFrom: "rt-jumpSubnet-hub00, UDR",
    verdict: "exempt",
    egress: [{ kind: "public-ip", name: "pip-jump00", address: null, machine: "vm-jump00" }],
    summary: "leaves as pip-jump00, and the answer comes back",
    exceptions: [],
    warnings: [],
  },
  {
    machine: "vm-lost",
    id: "azurerm_linux_virtual_machine.lost",
    subnet: "vnet-hub00/lost",
    defaultFrom: "none",
    verdict: "dropped",
    reason: "no-egress-identity",
    egress: [],
    summary: "stops at vm-lost",
    exceptions: [],
    warnings: [],
  },
];

export const PLACES: Places = {
  of: (id) => `network/${id.split(".")[1]}  (${id})`,
  path: (id) => `network/${id.split(".")[1]}`,
  name: (id) => id.split(".")[1]!,
};

const OUT: Trace = {
  verdict: "tunnelled",
  egress: { kind: "public-ip", name: "pip-nva100", address: null, machine: "vm-nva100" },
  hops: [
    {
      kind: "machine",
      name: "vm-hub00",
      detail: "10.0.0.x, dynamic",
      decisions: [
        {
          kind: "nsg",
          text: "allow AllowInternetOutBound (65001)",
          because: "vnet-hub00-default-nsg-japaneast",
          ok: true,
          facts: [documented("6.1")],
        },
        {
          kind: "route",
          text: "0.0.0.0/0 -> VirtualNetworkGateway",
          because: "BGP beats system",
          ok: true,
          facts: [documented("2.1")],
        },
      ],
    },
    { kind: "circuit", name: "circuit", detail: "AS 12076, has 0.0.0.0/0 from ergw-hub100", decisions: [] },
    {
      kind: "machine",
      name: "vm-nva100",
      detail: "10.100.0.10, ip forwarding on",
      decisions: [
        {
          kind: "nat",
          text: "10.0.0.x -> 10.100.0.10",
          because: "nftables masquerade",
          ok: true,
          facts: [documented("5.6")],
        },
      ],
    },
    { kind: "internet", name: "internet", detail: "sees pip-nva100 (after apply)", decisions: [] },
  ],
};

export const TUNNELLED: PathResult = {
  from: "vm-hub00",
  to: "203.0.113.10",
  destination: "203.0.113.10",
  protocol: "tcp",
  port: 443,
  verdict: "tunnelled",
  summary: "leaves as pip-nva100, and the answer comes back",
  egress: [OUT.egress!],
  out: [OUT],
  back: [
    {
      verdict: "delivered",
      hops: ["internet", "vm-nva100", "circuit", "ergw-hub00", "vm-hub00"].map((name) => ({
        kind: "gateway",
        name,
        detail: "",
        decisions: [],
      })),
    },
  ],
  faults: [],
  warnings: [],
  waitsFor: [],
  facts: [documented("2.1"), documented("8.2"), documented("2.1"), inferred("1.7")],
};

export const DROPPED: PathResult = {
  ...TUNNELLED,
  verdict: "dropped",
  reason: "nic-forwarding-off",
  summary: "stops at vm-nva100: nic-forwarding-off",
  egress: [],
  out: [
    {
      verdict: "dropped",
      reason: "nic-forwarding-off",
      hops: [
        OUT.hops[0]!,
        {
          kind: "machine",
          name: "vm-nva100",
          detail: "10.100.0.10",
          decisions: [
            {
              kind: "nic",
              text: "ip forwarding off",
              because: "Azure drops forwarded packets",
              ok: false,
              facts: [documented("7.1")],
            },
          ],
        },
      ],
    },
  ],
  back: [],
  faults: [
    {
      reason: "nic-forwarding-off",
      text: "nic-nva100 takes only what is addressed to it",
      at: "azurerm_network_interface.nva100",
      hop: "vm-nva100",
      got: "ip_forwarding_enabled = false",
      want: "true",
      fix: '"ip_forwarding_enabled": true',
      facts: [documented("7.1")],
    },
    {
      reason: "nat-missing",
      text: "vm-nva100 sends 10.0.0.4 to the internet",
      at: "azurerm_linux_virtual_machine.nva100",
      hop: "vm-nva100",
      got: "no masquerade",
      want: "a translation of 10.0.0.0/16",
      fix: "masquerade what leaves by eth0",
      facts: [inferred("5.5")],
    },
  ],
};
