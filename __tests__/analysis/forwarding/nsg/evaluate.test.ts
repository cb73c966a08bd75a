import { applySecurityGroups } from "../../../../lib/analysis/forwarding/nsg/apply";
import { DEFAULT_RULES } from "../../../../lib/analysis/security/default-rules";
import { inspect } from "../../../../lib/analysis/forwarding/nsg/evaluate";
import type { PathOutcome } from "../../../../lib/analysis/forwarding/packet-trace";
import { Transit } from "../../../../lib/analysis/forwarding/transit";
import { knownAddress } from "../../../../lib/analysis/model/address";
import type { SecurityRule } from "../../../../lib/analysis/model/azure";
import type { Packet } from "../../../../lib/analysis/model/packet";
import { routingStateOf } from "../../../../lib/analysis/routes/routing-state";
import { Scenario } from "../../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { nic } from "../../../support/analysis/topology";
import { type Situation, topologyIn, udr } from "../../routes/situation";
import { packet, rule } from "./rules";

const DEFAULT = "0.0.0.0/0";
type Direction = "Inbound" | "Outbound";

interface Parts extends Omit<Situation, "home"> {
  /** Rules of the subnet's group and of the NIC's; absent: no group. */
  readonly ofSubnet?: readonly SecurityRule[];
  readonly ofNic?: readonly SecurityRule[];
}

/** A NIC 10.0.0.10 in the network hub, with its security groups. */
function checkpoint({ ofSubnet, ofNic, ...situation }: Parts, direction: Direction, scenario = new Scenario()) {
  const hasTable = situation.udrs !== undefined;
  const topology = topologyIn({
    ...situation,
    home: { ...(hasTable && { routeTable: "rt" }), ...(ofSubnet && { securityGroup: "of-subnet" }) },
    nics: [nic("nic", ofNic ? { securityGroup: "of-nic" } : {})],
    securityGroups: [
      ...(ofSubnet ? [{ id: "of-subnet", name: "nsg-subnet", rules: ofSubnet }] : []),
      ...(ofNic ? [{ id: "of-nic", name: "nsg-nic", rules: ofNic }] : []),
    ],
  });
  const routing = routingStateOf(topology, scenario);
  return { routing, nic: topology.nics[0]!, subnet: topology.subnets[0]!, direction };
}

const allow = (changes: Partial<SecurityRule> = {}): SecurityRule => rule({ name: "yes", ...changes });
const deny = (changes: Partial<SecurityRule> = {}): SecurityRule => rule({ name: "no", access: "Deny", ...changes });
const inbound = (one: SecurityRule): SecurityRule => ({ ...one, direction: "Inbound" });
/** From the NIC to the internet. */
const sent = (changes: Partial<Packet> = {}): Packet => packet({ source: knownAddress("10.0.0.10"), ...changes });
/** From the internet to the NIC. */
const received = sent({ source: knownAddress("8.8.8.8"), destination: knownAddress("10.0.0.10") });

describe("the security groups of a NIC and its subnet", () => {
  const decisions = (parts: Parts, direction: Direction = "Outbound", one = sent()): string[] => {
    const { routing, nic: at, subnet } = checkpoint(parts, direction);
    return inspect({ routing, subnet, packet: one, direction }, at).map(
      ({ decision: { text, because, ok, at: where, facts } }) =>
        `${ok ? "passes" : "stops"} ${text} ${because} ${where} ${facts.map(({ row }) => row).join()}`,
    );
  };

  it.each<[string, Parts, readonly string[]]>([
    ["decide nothing where there are none", {}, []],
    ["decide by the subnet's alone", { ofSubnet: [allow()] }, ["passes allow  yes (100) nsg-subnet of-subnet 6.1"]],
    ["decide by the NIC's alone", { ofNic: [deny()] }, ["stops deny  no (100) nsg-nic of-nic 6.1"]],
    [
      "decide by the NIC's first, and both must allow",
      { ofSubnet: [deny()], ofNic: [allow()] },
      ["passes allow  yes (100) nsg-nic of-nic 6.1", "stops deny  no (100) nsg-subnet of-subnet 6.1"],
    ],
    [
      "decide no further after the first that denies",
      { ofSubnet: [allow()], ofNic: [deny()] },
      ["stops deny  no (100) nsg-nic of-nic 6.1"],
    ],
    [
      "decide by a default rule where no other matches",
      { ofNic: [] },
      ["passes allow  AllowInternetOutBound (65001) nsg-nic of-nic 6.1,6.2,6.4"],
    ],
    [
      "rest on routes where the rule that decides uses a routed tag",
      { ofNic: [allow({ destinations: ["Internet"] })] },
      ["passes allow  yes (100) nsg-nic of-nic 6.1,6.4"],
    ],
    [
      "show a priority that is known after apply so",
      { ofNic: [allow({ priority: unknown("var.priority") })] },
      ["passes allow  yes (priority known after apply) nsg-nic of-nic 6.1"],
    ],
  ])("%s", (_, parts, expected) => {
    expect(decisions(parts)).toEqual(expected);
  });

  it("decide by the subnet's first for what comes in", () => {
    expect(decisions({ ofSubnet: [inbound(allow())], ofNic: [inbound(deny())] }, "Inbound", received)).toEqual([
      "passes allow  yes (100) nsg-subnet of-subnet 6.1",
      "stops deny  no (100) nsg-nic of-nic 6.1",
    ]);
  });

  it("decide by an access that is known after apply in each scenario", () => {
    const parts = { ofNic: [allow({ access: unknown("var.access") })] };
    const ok = [true, false].map((answer) => {
      const { routing, nic: at, subnet } = checkpoint(parts, "Outbound", new Scenario(new Map(), () => answer));
      return inspect({ routing, subnet, packet: sent(), direction: "Outbound" }, at)[0]!.decision.ok;
    });
    expect(ok).toEqual([true, false]);
  });

  const narrow = { announced: [DEFAULT], udrs: [udr(DEFAULT, "Internet")] };
  const inside = sent({ destination: knownAddress("10.0.0.4") });

  it.each<[string, Parts, Packet, readonly [usesTag: boolean, reliesOnNarrowTag: boolean]]>([
    ["no tag", { ofNic: [allow()], ...narrow }, sent(), [false, false]],
    ["a tag that decides", { ofNic: [], ...narrow }, sent(), [true, true]],
    [
      "a tag before the rule that decides",
      { ofNic: [deny({ destinations: ["VirtualNetwork"] }), allow({ priority: 200 })], ...narrow },
      sent(),
      [true, true],
    ],
    [
      "a tag behind the rule that decides",
      { ofNic: [allow(), deny({ priority: 200, destinations: ["VirtualNetwork"] })], ...narrow },
      sent(),
      [false, false],
    ],
    ["a tag that nothing keeps narrow", { ofNic: [] }, sent(), [true, false]],
    ["a tag for private addresses", { ofNic: [], ...narrow }, inside, [true, false]],
    [
      "a tag for a public source",
      { ofNic: [], ...narrow },
      { ...inside, source: knownAddress("8.8.8.8") },
      [true, true],
    ],
  ])("tell whether they use %s", (_, parts, one, expected) => {
    const { routing, nic: at, subnet } = checkpoint(parts, "Outbound");
    const [decided] = inspect({ routing, subnet, packet: one, direction: "Outbound" }, at);
    expect([decided!.usesTag, decided!.reliesOnNarrowTag]).toEqual(expected);
  });
});

describe("at its security groups, a packet", () => {
  const HOP = { kind: "machine", name: "vm", detail: "" } as const;
  const applied = (parts: Parts, direction: Direction = "Outbound", one = sent(), recorded: readonly string[] = []) => {
    const at = checkpoint(parts, direction);
    const transit = Transit.start(at.routing, one, { recorded: new Set(recorded) }).to(HOP);
    return { transit, result: applySecurityGroups(transit, at) };
  };
  const passed = (...args: Parameters<typeof applied>): Transit => {
    const { result } = applied(...args);
    expect("disposition" in result).toBe(false);
    return result as Transit;
  };
  const faultOf = (...args: Parameters<typeof applied>) => {
    const { disposition } = applied(...args).result as PathOutcome;
    return disposition.kind === "stopped" ? disposition.fault : undefined;
  };

  it("passes, and the groups record its flow", () => {
    const { trace } = passed({ ofNic: [allow()], ofSubnet: [allow()] });
    expect([...trace.recorded]).toEqual(["nic"]);
    expect(trace.hops[0]!.decisions.map(({ because }) => because)).toEqual(["nsg-nic", "nsg-subnet"]);
    expect(trace.warnings).toEqual([]);
  });

  it("passes without groups", () => {
    expect([...passed({}).trace.recorded]).toEqual(["nic"]);
  });

  it("that is an answer passes where its flow is recorded, and nowhere else", () => {
    const answer = sent({ answer: true });
    const denied = { ofNic: [deny()] };
    const { transit, result } = applied(denied, "Outbound", answer, ["nic"]);
    expect(result === transit).toBe(true);
    expect(faultOf(denied, "Outbound", answer, ["other"])?.reason).toBe("nsg-deny");
    expect(faultOf(denied, "Outbound", sent(), ["nic"])?.reason).toBe("nsg-deny");
  });

  it("is warned about where the tag is kept narrow by a UDR", () => {
    const narrow = { announced: [DEFAULT], udrs: [udr(DEFAULT, "Internet")] };
    expect(passed({ ofNic: [], ...narrow }).trace.warnings.map(({ row }) => row)).toEqual(["6.6"]);
    expect(passed({ ofNic: [], ofSubnet: [allow()], ...narrow }).trace.warnings.map(({ row }) => row)).toEqual(["6.6"]);
    expect(passed({ ofNic: [] }).trace.warnings).toEqual([]);
  });

  it("that is denied is dropped, with the rule and a repair", () => {
    const fault = faultOf({ ofNic: [deny()] });
    expect(fault).toMatchObject({ reason: "nsg-deny", at: "of-nic", hop: "nic-nic", got: "no (100)" });
    expect(fault!.facts.map(({ row }) => row)).toEqual(["6.1"]);
    expect(fault!.text).toContain("outbound");
  });

  const BACK = { udrs: [udr(DEFAULT, "VirtualAppliance", { nextHopAddress: "10.0.0.10" })] };
  const FORWARDED = [
    inbound(allow({ sources: ["VirtualNetwork"], destinations: ["Internet"] })),
    inbound(deny({ priority: 200 })),
  ];

  it.each<[string, Parts, Direction, string]>([
    [
      "its own default, where that leads back to it and widens the tag",
      { ...BACK, ofNic: FORWARDED },
      "Inbound",
      "own-default",
    ],
    [
      "the rule, where the default leads to another appliance",
      { udrs: [udr(DEFAULT)], ofNic: FORWARDED },
      "Inbound",
      "nsg-deny",
    ],
    [
      "the rule, where the default leads to the internet",
      { udrs: [udr(DEFAULT, "Internet")], ofNic: [inbound(deny({ destinations: ["Internet"] }))] },
      "Inbound",
      "nsg-deny",
    ],
    ["the rule, where no rule uses the tag", { ...BACK, ofNic: [inbound(deny())] }, "Inbound", "nsg-deny"],
    ["the rule, outbound", { ...BACK, ofNic: [deny({ destinations: ["VirtualNetwork"] })] }, "Outbound", "nsg-deny"],
  ])("that is denied is dropped for %s", (_, parts, direction, reason) => {
    expect(faultOf(parts, direction, sent({ source: knownAddress("10.1.0.4") }))?.reason).toBe(reason);
  });

  it("that is dropped for its machine's own default shows that route", () => {
    const { result } = applied({ ...BACK, ofNic: FORWARDED }, "Inbound", sent({ source: knownAddress("10.1.0.4") }));
    const last = (result as PathOutcome).hops[0]!.decisions.at(-1);
    expect(last).toMatchObject({ kind: "route", text: "0.0.0.0/0 -> itself", ok: false, at: "default" });
  });
});

it("every group ends with Azure's default rules", () => {
  const anything = {
    protocol: "*",
    sourcePorts: ["*"],
    destinationPorts: ["*"],
    sourceGroups: [],
    destinationGroups: [],
  };
  const made = (
    name: string,
    direction: Direction,
    access: "Allow" | "Deny",
    priority: number,
    from: string,
    to: string,
  ) => ({ name, direction, access, priority, sources: [from], destinations: [to], ...anything });
  expect(DEFAULT_RULES).toEqual([
    made("AllowVnetInBound", "Inbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
    made("AllowAzureLoadBalancerInBound", "Inbound", "Allow", 65001, "AzureLoadBalancer", "*"),
    made("DenyAllInBound", "Inbound", "Deny", 65500, "*", "*"),
    made("AllowVnetOutBound", "Outbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
    made("AllowInternetOutBound", "Outbound", "Allow", 65001, "*", "Internet"),
    made("DenyAllOutBound", "Outbound", "Deny", 65500, "*", "*"),
  ]);
});
