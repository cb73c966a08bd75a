import { egressOf } from "../../../lib/analysis/forwarding/egress";
import type { LoadBalancer, NatGateway, Nic, Subnet, Topology } from "../../../lib/analysis/model/azure";
import type { Packet } from "../../../lib/analysis/model/packet";
import { routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../lib/analysis/unknown/value";
import { read } from "../../support/analysis/ask";
import { alone } from "../../support/analysis/situations";

const NIC = "azurerm_network_interface.alone";
const lone = read(alone());

interface Egresses {
  readonly nat?: Partial<NatGateway>;
  readonly publicIp?: string;
  readonly outbound?: Partial<LoadBalancer>;
  readonly defaultOutbound?: Subnet["defaultOutboundAccess"];
}

/** The lone machine with these ways out. */
function leavesBy(
  { nat, publicIp, outbound, defaultOutbound = false }: Egresses,
  protocol: Packet["protocol"] = "tcp",
) {
  const nic: Nic = { ...lone.nics[0]!, ...(publicIp !== undefined && { publicIp }) };
  const subnet: Subnet = {
    ...lone.subnets[0]!,
    defaultOutboundAccess: defaultOutbound,
    ...(nat && { natGateway: "nat" }),
  };
  const balancer: LoadBalancer = {
    id: "lb",
    name: "lb",
    frontends: [],
    backends: [NIC],
    outbound: [{ nics: [NIC], publicIps: ["b"], protocol: "all" }],
    natRules: [],
    withoutDefaultOutbound: [],
    allPorts: false,
  };
  const topology: Topology = {
    ...lone,
    nics: [nic],
    subnets: [subnet],
    publicIps: ["a", "b", "c"].map((id) => ({ id, name: `pip-${id}`, address: `203.0.113.${id.charCodeAt(0)}` })),
    natGateways: nat ? [{ id: "nat", name: "nat", publicIps: ["c"], ...nat }] : [],
    loadBalancers: outbound ? [{ ...balancer, ...outbound }] : [],
  };
  const routing = routingStateOf(topology, new Scenario());
  const egress = egressOf(routing, { nic, subnet, source: routing.index.addressOf(nic), protocol });
  return egress && `${egress.kind} ${egress.name} ${egress.address}`;
}

const NAT = "nat-gateway nat 203.0.113.99";
const PIP = "public-ip pip-a 203.0.113.97";
const OUTBOUND = "load-balancer lb 203.0.113.98";
const DEFAULT = "default-outbound a default outbound address null";
const all: Egresses = { nat: {}, publicIp: "a", outbound: {}, defaultOutbound: true };

test.each<[string, Egresses, string | undefined]>([
  ["a NAT gateway comes first", all, NAT],
  ["a NAT gateway without an address translates nothing", { ...all, nat: { publicIps: [] } }, PIP],
  ["a NAT gateway that may have an address is asked about", { ...all, nat: { translates: unknown("var.n") } }, NAT],
  ["then the public IP", { publicIp: "a", outbound: {}, defaultOutbound: true }, PIP],
  ["then an outbound rule", { outbound: {}, defaultOutbound: true }, OUTBOUND],
  [
    "a rule for another protocol gives no address",
    { outbound: { outbound: [{ nics: [NIC], publicIps: ["b"], protocol: "udp" }] }, defaultOutbound: true },
    DEFAULT,
  ],
  [
    "an outbound rule of other VMs gives no address",
    {
      outbound: { outbound: [{ nics: ["other"], publicIps: ["b"], protocol: "all" }] },
      defaultOutbound: true,
    },
    DEFAULT,
  ],
  [
    "a rule for its protocol gives one",
    { outbound: { outbound: [{ nics: [NIC], publicIps: ["b"], protocol: "tcp" }] }, defaultOutbound: true },
    OUTBOUND,
  ],
  [
    "a pool of a Standard load balancer takes default outbound access away",
    { outbound: { outbound: [], withoutDefaultOutbound: [NIC] }, defaultOutbound: true },
    undefined,
  ],
  ["then default outbound access", { defaultOutbound: true }, DEFAULT],
  ["a private subnet has none", {}, undefined],
])("%s", (_, egresses, left) => {
  expect(leavesBy(egresses)).toBe(left);
});

test.each<[string, Egresses, string | undefined]>([
  ["a NAT gateway does not translate ICMP, and nothing else does behind it", all, undefined],
  ["a public IP translates ICMP", { publicIp: "a" }, PIP],
  ["an outbound rule translates ICMP", { outbound: {} }, OUTBOUND],
  ["default outbound access does not translate ICMP", { defaultOutbound: true }, undefined],
])("%s", (_, egresses, left) => {
  expect(leavesBy(egresses, "icmp")).toBe(left);
});

it("one of several addresses is not known", () => {
  expect(leavesBy({ nat: { publicIps: ["a", "c"] } })).toBe("nat-gateway nat null");
});
