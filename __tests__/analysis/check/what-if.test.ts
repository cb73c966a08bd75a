import { check } from "../../../lib/analysis/check/check";
import type { Topology } from "../../../lib/analysis/model/azure";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { WhatIf } from "../../../lib/analysis/results";
import { synthesized } from "../../../lib/analysis/terraform/sources/synthesized";
import { FrrNva, type FrrNvaProps } from "../../../lib/index";
import { article, SSH_KEY } from "../../support/apps";
import { read } from "../../support/analysis/ask";
import { behindRouter, t, twoRegions } from "../../support/analysis/situations";

const outcomes = (topology: Topology): [string, string, string][] =>
  check(topology).whatIf.map(({ kind, without, outcome }) => [kind, without, outcome]);
const one = (topology: Topology, without: string): WhatIf =>
  check(topology).whatIf.find((entry) => entry.without === without)!;

it("asks for each NVA, BGP session, address that an NVA leaves with, and circuit", () => {
  expect(outcomes(read(t()))).toEqual([
    ["nva", "vm-nva100", "fails-closed"],
    ["bgp-session", "vm-nva100 - rs-hub100", "fails-closed"],
    ["egress", "pip-nva100", "fails-closed"],
    ["circuit", "circuit", "fails-closed"],
  ]);
});

describe("with two circuits", () => {
  const all = outcomes(read(twoRegions()));
  const of = (kind: WhatIf["kind"]) =>
    Object.fromEntries(all.filter(([one]) => one === kind).map(([, name, outcome]) => [name, outcome]));

  it("the other circuit carries on", () => {
    expect(Object.values(of("circuit"))).toEqual(["carries-on", "carries-on"]);
  });

  it("asks for each connection and gateway: a hub has one gateway, whichever circuit it uses", () => {
    expect(Object.keys(of("connection")).length).toBeGreaterThan(3);
    expect(new Set(Object.values(of("connection")))).toEqual(new Set(["carries-on"]));
    expect(of("gateway")).toMatchObject({ "ergw-hub00": "fails-closed", "ergw-hub100": "carries-on" });
  });
});

it("asks for a Route Server with several peers: one that has one peer fails as its session does", () => {
  const servers = (topology: Topology) => outcomes(topology).filter(([kind]) => kind === "route-server");
  expect(servers(read(t()))).toEqual([]);
  expect(servers(read(t({ second: {} })))).toEqual([["route-server", "rs-hub100", "fails-closed"]]);
});

it("tells which machines it makes a difference for", () => {
  expect(one(read(t()), "vm-nva100").changes).toEqual([
    expect.objectContaining({ machine: "vm-hub00", before: "tunnelled", after: "dropped" }),
  ]);
});

it("leaks where a client has another way out", () => {
  const open = read(t().set("subnet.hub00_default", { default_outbound_access_enabled: true }));
  expect(one(open, "vm-nva100")).toMatchObject({
    outcome: "leaks",
    changes: [{ machine: "vm-hub00", before: "tunnelled", after: "direct" }],
  });
  // The default stays, and with it the tunnel: it leads nowhere.
  expect(one(open, "pip-nva100")).toMatchObject({ outcome: "fails-closed" });
});

it("carries on where a second NVA takes over, with its address", () => {
  expect(one(read(t({ second: { prepend: [65001] } })), "vm-nva100")).toMatchObject({
    outcome: "carries-on",
    changes: [{ machine: "vm-hub00", after: "tunnelled", summary: expect.stringContaining("pip-nva101") }],
  });
  expect(one(read(twoRegions()), "vm-nva100 - rs-hub100")).toMatchObject({ outcome: "carries-on" });
  expect(one(read(twoRegions()), "vm-nva110").changes).toEqual([]);
});

it("an address that goes, of an NVA that announces all the same, swallows its share", () => {
  expect(one(read(t({ second: {} })), "pip-nva100")).toMatchObject({
    outcome: "fails-closed",
    changes: expect.arrayContaining([expect.objectContaining({ machine: "vm-hub00", after: "mixed" })]),
  });
});

it("an NVA that looks after its egress withdraws its default", () => {
  const changes = one(readTopology(synthesized(article().stack)), "pip-nva100").changes;
  expect(changes.find(({ machine }) => machine === "vm-hub00")).toMatchObject({
    after: "dropped",
    summary: expect.stringContaining("stops at vm-hub00"),
  });
});

describe("an NVA with a standby that loses its address", () => {
  const without = (nva: Partial<FrrNvaProps>): WhatIf => {
    const { stack, site } = article({ nva });
    new FrrNva(stack, "nva101", { site, privateIpAddress: "10.100.0.11", prepend: 1, adminSshPublicKey: SSH_KEY });
    return one(readTopology(synthesized(stack)), "pip-nva100");
  };

  it("hands over where its health check connects to the internet", () => {
    expect(without({})).toMatchObject({ outcome: "carries-on" });
  });

  it("is not said to hand over where it advertises the default all the same", () => {
    expect(without({ defaultRoute: "always" })).toMatchObject({ outcome: "undetermined" });
  });
});

it("knows NVAs that routes lead to", () => {
  expect(outcomes(read(behindRouter()))).toEqual([
    ["nva", "vm-router", "fails-closed"],
    ["egress", "pip-router", expect.any(String)],
  ]);
});

it("is left out where nobody asks", () => {
  expect(check(read(t()), { whatIf: false }).whatIf).toEqual([]);
});
