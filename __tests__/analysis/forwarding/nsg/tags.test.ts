import { inServiceTag, isKeptNarrow, isTag, usesRoutedTag } from "../../../../lib/analysis/forwarding/nsg/tags";
import { type Address, knownAddress } from "../../../../lib/analysis/model/address";
import type { Truth } from "../../../../lib/analysis/unknown/truth";
import { symbol, unknown } from "../../../../lib/analysis/unknown/value";
import { network } from "../../../support/analysis/topology";
import { endpoint, peered, peering, type Situation, spoke, stateIn, udr } from "../../routes/situation";
import { rule } from "./rules";

const DEFAULT = "0.0.0.0/0";
const FLAG = unknown("var.flag");

/** Whether a tag contains an address in the subnet of the network hub. */
const inTag = (tag: string, address: string | Address, situation: Situation = {}): Truth => {
  const state = stateIn(situation);
  const of = typeof address === "string" ? knownAddress(address) : address;
  return inServiceTag(state, state.index.topology.subnets[0]!, tag, of);
};

const closed = peered({ virtualNetworkAccess: false });
const spoken = { networks: [spoke()] };

describe("the tag VirtualNetwork", () => {
  it.each<[string, string, Situation, Truth]>([
    ["contains the network", "10.0.0.4", {}, true],
    ["contains the host's own address", "168.63.129.16", {}, true],
    ["does not contain the internet", "8.8.8.8", {}, false],
    ["does not contain a network that is not peered", "10.1.0.4", spoken, false],
    ["contains a peered network", "10.1.0.4", { ...spoken, peerings: peered() }, true],
    ["does not contain one whose peering is closed", "10.1.0.4", { ...spoken, peerings: closed }, false],
    [
      "contains one whose peering is open though another one is closed",
      "10.1.0.4",
      {
        networks: [spoke(), network("other", { addressSpace: ["10.2.0.0/16"] })],
        peerings: [peering("hub", "other", { virtualNetworkAccess: false }), peering("other", "hub"), ...peered()],
      },
      true,
    ],
    ["contains what is announced over a circuit", "192.0.2.4", { announced: ["192.0.2.0/24"] }, true],
    ["contains the internet where the default comes from a circuit", "8.8.8.8", { announced: [DEFAULT] }, true],
    ["contains the internet where a UDR leads it to an appliance", "8.8.8.8", { udrs: [udr(DEFAULT)] }, true],
    [
      "does not contain the internet where a UDR sends it directly",
      "8.8.8.8",
      { announced: [DEFAULT], udrs: [udr(DEFAULT, "Internet")] },
      false,
    ],
    ["does not contain what a UDR drops", "8.8.8.8", { udrs: [udr(DEFAULT, "None")] }, false],
    ["contains what a UDR keeps in the network", "8.8.8.8", { udrs: [udr(DEFAULT, "VnetLocal")] }, true],
    ["contains a private endpoint, which is in the network", "10.0.0.9", { privateEndpoints: [endpoint()] }, true],
    [
      "contains what only a shorter route leads to privately",
      "8.8.8.8",
      { udrs: [udr("8.8.8.0/24", "Internet"), udr(DEFAULT)] },
      true,
    ],
  ])("%s", (_, address, situation, expected) => {
    expect(inTag("VirtualNetwork", address, situation)).toEqual(expected);
    // Internet is everything else.
    expect(inTag("Internet", address, situation)).toBe(!expected);
  });

  it("contains a network whose peering is known after apply perhaps", () => {
    expect(inTag("VirtualNetwork", "10.1.0.4", { ...spoken, peerings: peered({ virtualNetworkAccess: FLAG }) })).toBe(
      FLAG,
    );
  });

  it("contains the addresses of a network whose range is known after apply, and no others for that", () => {
    const open = symbol("var.space");
    const situation: Situation = { hub: { addressSpace: [open] } };
    expect(inTag("VirtualNetwork", { text: "x", within: [open] }, situation)).toBe(true);
    expect(inTag("VirtualNetwork", "8.8.8.8", situation)).toBe(false);
  });
});

describe("another tag", () => {
  it.each<[string, string, Truth]>([
    ["Any", "8.8.8.8", true],
    ["any", "10.0.0.4", true],
    ["AzureLoadBalancer", "168.63.129.16", true],
    ["azureloadbalancer", "168.63.129.16", true],
    ["AzureLoadBalancer", "8.8.8.8", false],
    ["Storage", "10.0.0.4", false],
    ["Storage", "8.8.8.8", { about: ["service tag Storage"], predicate: { kind: "states", text: "contains 8.8.8.8" } }],
  ])("%s, of %s", (tag, address, expected) => {
    expect(inTag(tag, address)).toEqual(expected);
  });
});

it.each<[string, string, boolean]>([
  ["Internet", "INTERNET", true],
  ["Internet", "Internet2", false],
])("%s is %s: %s", (text, tag, expected) => {
  expect(isTag(text, tag)).toBe(expected);
});

it.each<[string, Parameters<typeof rule>[0], boolean]>([
  ["a source VirtualNetwork", { sources: ["10.0.0.4", "VirtualNetwork"] }, true],
  ["a destination Internet", { destinations: ["internet"] }, true],
  ["other tags", { sources: ["AzureLoadBalancer"], destinations: ["Storage"] }, false],
  ["prefixes", { sources: ["10.0.0.0/8"] }, false],
])("a rule with %s depends on routes: %s", (_, changes, expected) => {
  expect(usesRoutedTag(rule(changes))).toBe(expected);
});

it.each<[string, Situation, boolean]>([
  [
    "a UDR to the internet beside a learned default keeps it narrow",
    { announced: [DEFAULT], udrs: [udr(DEFAULT, "Internet")] },
    true,
  ],
  ["a UDR to the internet alone does not: it is narrow anyway", { udrs: [udr(DEFAULT, "Internet")] }, false],
  ["a learned default alone does not", { announced: [DEFAULT] }, false],
  ["a UDR to an appliance does not", { announced: [DEFAULT], udrs: [udr(DEFAULT)] }, false],
  ["the system's own default does not", {}, false],
])("the tag VirtualNetwork: %s", (_, situation, expected) => {
  const state = stateIn(situation);
  expect(isKeptNarrow(state, state.index.topology.subnets[0]!)).toBe(expected);
});
