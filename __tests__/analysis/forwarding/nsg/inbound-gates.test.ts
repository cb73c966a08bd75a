import {
  admitting,
  type Gate,
  gates,
  isEverybody,
  tagWidened,
} from "../../../../lib/analysis/forwarding/nsg/inbound-gates";
import { symbol, unknown } from "../../../../lib/analysis/unknown/value";
import type { SecurityRule, Topology } from "../../../../lib/analysis/model/azure";
import { read } from "../../../support/analysis/ask";
import { alone } from "../../../support/analysis/situations";
import { type Situation, stateIn, udr } from "../../routes/situation";
import type { SubnetRoutes } from "../../../../lib/analysis/results";
import { effectiveRoutes } from "../../../../lib/analysis/routes/effective-routes";
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

const DEFAULT = "0.0.0.0/0";
const tableIn = (situation: Situation): SubnetRoutes => effectiveRoutes(stateIn(situation).index.topology, "default");

it.each<[string, SubnetRoutes | undefined, boolean]>([
  ["no table", undefined, false],
  ["the system's routes", tableIn({}), false],
  ["a default to an appliance", tableIn({ udrs: [udr(DEFAULT)] }), true],
  ["a default over a circuit", tableIn({ announced: [DEFAULT] }), true],
  [
    "a default to the internet, which a learned one loses to",
    tableIn({ announced: [DEFAULT], udrs: [udr(DEFAULT, "Internet")] }),
    false,
  ],
  ["another prefix to an appliance", tableIn({ udrs: [udr("192.0.2.0/24")] }), false],
])("with %s the tag VirtualNetwork contains the internet: %s", (_, table, expected) => {
  expect(tagWidened(table)).toBe(expected);
});

it.each<[string, boolean]>([
  ["*", true],
  ["Internet", true],
  ["ANY", true],
  [DEFAULT, true],
  ["0.0.0.0/1", false],
  ["VirtualNetwork", false],
  [symbol("var.source"), false],
])("%s is everybody: %s", (source, expected) => {
  expect(isEverybody(source)).toBe(expected);
});

const inbound = (changes: Partial<SecurityRule>): SecurityRule => rule({ direction: "Inbound", ...changes });
const deny = (changes: Partial<SecurityRule> = {}): SecurityRule => inbound({ access: "Deny", ...changes });
const gate = (groups: Gate["groups"], widened = false): Gate => ({
  protocol: "tcp",
  first: 22,
  last: 22,
  groups,
  widened,
});
const [OFFICE, HOME] = ["203.0.113.0/24", "198.51.100.0/24"];
const from = (...sources: string[]): SecurityRule => inbound({ sources });

it.each<[string, Gate, readonly string[]]>([
  ["nothing where no rule allows it", gate([[]]), []],
  ["everybody where there is no group", gate([]), ["*"]],
  ["a source that a rule allows", gate([[from(OFFICE)]]), [OFFICE]],
  ["several, in order, each once", gate([[from(OFFICE, HOME), from(OFFICE)]]), [HOME, OFFICE]],
  ["everybody beside the sources that are named", gate([[from(OFFICE, "Internet")]]), ["*", OFFICE]],
  ["what both groups allow", gate([[from(OFFICE, HOME)], [from(OFFICE)]]), [OFFICE]],
  ["nothing that only a rule to deny names", gate([[deny({ sources: [OFFICE] }), from("*")]]), ["*"]],
  ["no source that an earlier rule denies as a whole", gate([[deny({ sources: ["203.0.0.0/16"] }), from(OFFICE)]]), []],
  [
    "a source of which an earlier rule denies a part",
    gate([[deny({ sources: ["203.0.113.0/25"] }), from(OFFICE)]]),
    [OFFICE],
  ],
  ["a source beside one that is denied", gate([[deny({ sources: [HOME] }), from(OFFICE)]]), [OFFICE]],
  [
    "a source in front of one that is denied",
    gate([[deny({ sources: ["203.0.113.128/25"] }), from("203.0.113.0/25")]]),
    ["203.0.113.0/25"],
  ],
  ["no private source", gate([[from("10.0.0.0/8", "10.1.0.0/16")]]), []],
  [
    "nobody by a rule for an application group",
    gate([[inbound({ sources: [], sourceGroups: ["asg"] }), from(OFFICE)]]),
    [OFFICE],
  ],
  [
    "a source though an application group is denied",
    gate([[deny({ sources: ["*"], sourceGroups: ["asg"] }), from(OFFICE)]]),
    [OFFICE],
  ],
  ["a tag by its name", gate([[from("AzureCloud")]]), ["AzureCloud"]],
  ["nobody by the tag VirtualNetwork where it is narrow", gate([[from("VirtualNetwork")]]), []],
  ["everybody by the tag VirtualNetwork where it is wide", gate([[from("VirtualNetwork")]], true), ["*"]],
  ["everybody by the default rule where the tag is wide", gate([[]], true), ["*"]],
  ["nobody where a rule denies the wide tag", gate([[deny({ sources: ["VirtualNetwork"] })]], true), []],
])("a gate admits %s", (_, one, expected) => {
  expect(admitting(one)).toEqual(expected);
});

describe("ports", () => {
  it("are cut where a rule begins or ends, by number", () => {
    const office = { sources: [OFFICE] };
    expect(
      open(
        { protocol: "Tcp", destinationPorts: ["80-443"] },
        { protocol: "Tcp", destinationPorts: ["9", "1000-65535"], ...office, priority: 200 },
        { protocol: "Tcp", destinationPorts: ["100-200"], access: "Deny", priority: 50 },
      ),
    ).toEqual(["tcp 9-9 203.0.113.0/24", "tcp 80-99 *", "tcp 201-443 *", "tcp 1000-65535 203.0.113.0/24"]);
  });

  it("that are known after apply, or all, are every port", () => {
    for (const port of [symbol("var.port"), "*", `1${symbol("var.port")}`, `${symbol("var.port")}1`])
      expect(open({ protocol: "Tcp", destinationPorts: [port] })).toEqual(["tcp 0-65535 *"]);
  });

  it("of one rule may be several ranges", () => {
    expect(open({ protocol: "Tcp", destinationPorts: ["22", "80-81"] })).toEqual(["tcp 22-22 *", "tcp 80-81 *"]);
  });
});

describe("rules for a NIC", () => {
  const withGroups = (
    changes: Partial<SecurityRule>,
    of: { nic?: boolean; groups?: readonly string[]; address?: string | null } = {},
  ) => {
    const topology: Topology = {
      ...lone,
      subnets: lone.subnets.map((subnet) => ({ ...subnet, ...(!of.nic && { securityGroup: "nsg" }) })),
      nics: lone.nics.map(({ address, ...nic }) => ({
        ...nic,
        ...(of.address === undefined && address !== undefined && { address }),
        ...(of.nic && { securityGroup: "nsg" }),
        applicationSecurityGroups: of.groups ?? [],
      })),
      securityGroups: [
        { id: "other", name: "other", rules: [inbound({ ...SSH, destinationPorts: ["99"] })] },
        { id: "nsg", name: "nsg", rules: [inbound({ ...SSH, ...changes })] },
      ],
    };
    return gates(topology, topology.nics[0]!, undefined)
      .filter((one) => admitting(one).length > 0)
      .map(({ first }) => first);
  };

  it.each<[string, Parameters<typeof withGroups>, readonly number[]]>([
    ["are of its subnet's group", [{}], [22]],
    ["are of its own group", [{}, { nic: true }], [22]],
    [
      "concern it by an application group",
      [{ destinations: [], destinationGroups: ["web"] }, { groups: ["web"] }],
      [22],
    ],
    [
      "do not concern it by another application group",
      [{ destinations: [], destinationGroups: ["web"] }, { groups: ["db"] }],
      [],
    ],
    ["concern it by one of several destinations", [{ destinations: ["10.9.0.0/16", "10.0.0.4"] }], [22]],
    ["may concern it where only its subnet is known", [{ destinations: ["10.0.0.128/25"] }, { address: null }], [22]],
    ["do not count while their priority is not known", [{ priority: unknown("var.priority") }], []],
  ])("%s", (_, [changes, of], expected) => {
    expect(withGroups(changes, of)).toEqual(expected);
  });
});
