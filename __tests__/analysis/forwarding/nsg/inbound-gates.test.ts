import { admitting, gates } from "../../../../lib/analysis/forwarding/nsg/inbound-gates";
import { symbol, unknown } from "../../../../lib/analysis/unknown/value";
import type { SecurityRule, Topology } from "../../../../lib/analysis/model/azure";
import { read } from "../../../support/analysis/ask";
import { alone } from "../../../support/analysis/situations";
import { rule } from "./rules";

const lone = read(alone({ publicIp: true }));

/** What the rules of the NIC's subnet let in: "tcp 22 203.0.113.0/24". */
function open(...rules: readonly Partial<SecurityRule>[]): string[] {
  const topology: Topology = {
    ...lone,
    subnets: lone.subnets.map((subnet) => ({ ...subnet, securityGroup: "nsg" })),
    securityGroups: [{ id: "nsg", name: "nsg", rules: rules.map((one) => rule({ direction: "Inbound", ...one })) }],
  };
  return gates(topology, topology.nics[0]!, undefined)
    .map((gate) => ({ gate, sources: admitting(gate) }))
    .filter(({ sources }) => sources.length > 0)
    .map(({ gate, sources }) => `${gate.protocol} ${gate.first}-${gate.last} ${sources.join(" ")}`);
}

const SSH = { protocol: "Tcp", destinationPorts: ["22"] } as const;

test.each<[string, boolean]>([
  ["*", true],
  ["Any", true],
  ["VirtualNetwork", true],
  ["virtualnetwork", true],
  ["10.0.0.4", true],
  ["10.0.0.0/24", true],
  ["10.0.0.5", false],
  ["Internet", false],
  ["Storage", false],
  ["AzureCloud.WestEurope", false],
  ["AzureCloud.westus2", false],
  ["fd00::/8", false],
  [symbol("var.address"), true],
])("a rule for the destination %j: %s", (destination, concerns) => {
  expect(open({ ...SSH, destinations: [destination] })).toEqual(concerns ? ["tcp 22-22 *"] : []);
});

test.each<[string, readonly Partial<SecurityRule>[], readonly string[]]>([
  ["nothing without a rule", [], []],
  ["nothing by an outbound rule", [{ ...SSH, direction: "Outbound" }], []],
  [
    "ports beside each other with the same sources as one",
    [SSH, { ...SSH, destinationPorts: ["23-25"] }],
    ["tcp 22-25 *"],
  ],
  ["the ports of both protocols", [{ destinationPorts: ["22"] }], ["tcp 22-22 *", "udp 22-22 *"]],
  ["a range to its last port", [{ ...SSH, destinationPorts: ["65535"] }], ["tcp 65535-65535 *"]],
  ["what an earlier rule does not deny", [SSH, { ...SSH, access: "Deny", priority: 200 }], ["tcp 22-22 *"]],
  ["nothing that an earlier rule denies", [SSH, { ...SSH, access: "Deny", priority: 50 }], []],
  [
    "the rest of what an earlier rule denies",
    [
      { ...SSH, sources: ["203.0.113.0/24", "192.0.2.0/24"] },
      { ...SSH, access: "Deny", priority: 50, sources: ["192.0.2.0/24"] },
    ],
    ["tcp 22-22 203.0.113.0/24"],
  ],
  ["no private source", [{ ...SSH, sources: ["10.1.0.0/16", "100.64.0.0/10"] }], []],
  ["no tag that holds no address of the internet", [{ ...SSH, sources: ["virtualnetwork", "AzureLoadBalancer"] }], []],
  ["nothing of a rule whose access is not known", [{ ...SSH, access: unknown("var.access") }], []],
])("lets in %s", (_, rules, gatesOpen) => {
  expect(open(...rules)).toEqual(gatesOpen);
});
