import { check } from "../../../lib/analysis/check/check";
import { diff } from "../../../lib/analysis/diff/diff";
import type { Difference } from "../../../lib/analysis/diff/difference";
import type { Azure } from "../../support/analysis/azure";
import { read } from "../../support/analysis/ask";
import { OPERATOR, t } from "../../support/analysis/situations";

const compare = (before: Azure, after: Azure): Difference => diff(read(before), read(after));
const OPEN = { ...OPERATOR, from: "*" } as const;

it("a topology is the same as itself, in whatever order, and whatever its addresses in Terraform are called", () => {
  expect(compare(t(), t())).toMatchObject({ same: true, verdicts: [], routes: [], undecided: [] });
  const renamed = JSON.parse(JSON.stringify(t().json).replaceAll("hub00_default", "renamed")) as Azure["json"];
  const difference = diff(
    read(t()),
    read({ json: JSON.parse(JSON.stringify(renamed).replaceAll("nsg-renamed", "nsg-hub00_default")) as Azure["json"] }),
  );
  expect(difference).toMatchObject({ same: true });
});

it("a client that goes out directly is told with a packet and the rows that decide", () => {
  const difference = compare(
    t(),
    t()
      .table("hub00_default", [["0.0.0.0/0", "Internet"]])
      .natGateway("hub00_default"),
  );
  expect(difference.same).toBe(false);
  expect(difference.verdicts).toEqual([
    expect.objectContaining({
      machine: "vm-hub00",
      before: expect.objectContaining({ verdict: "tunnelled", egress: ["pip-nva100"] }),
      after: expect.objectContaining({ verdict: "exempt", egress: ["ng-hub00_default"] }),
      example: { from: "vm-hub00", to: "203.0.113.10", protocol: "tcp", port: 443 },
    }),
  ]);
  expect(difference.verdicts[0]!.because.before.map(({ source, from }) => [source, from])).toContainEqual([
    "VirtualNetworkGateway",
    "vm-nva100 (AS 65001)",
  ]);
  expect(difference.verdicts[0]!.because.after.map(({ source, nextHopType }) => [source, nextHopType])).toEqual([
    ["User", "Internet"],
  ]);
});

it("routes are compared by what they lead to", () => {
  const { routes, verdicts } = compare(t(), t({ nva: { announces: ["0.0.0.0/0", "172.20.0.0/16"] } }));
  expect(verdicts).toEqual([]);
  expect(routes.map(({ subnet }) => subnet)).toContain("vnet-hub00/default");
  const client = routes.find(({ subnet }) => subnet === "vnet-hub00/default")!;
  expect(client.added.map(({ prefix }) => prefix)).toEqual(expect.arrayContaining(["172.20.0.0/16"]));
  expect(client).toMatchObject({ removed: [], changed: [] });
  expect(
    compare(t({ nva: { announces: ["0.0.0.0/0", "172.20.0.0/16"] } }), t())
      .routes.find(({ subnet }) => subnet === "vnet-hub00/default")!
      .removed.map(({ prefix }) => prefix),
  ).toContain("172.20.0.0/16");
});

it("another NVA for the same prefix is a change of it", () => {
  const { routes } = compare(
    t({ second: { prepend: [65001] } }),
    t({ nva: { prepend: [65001, 65001] }, second: { prepend: [65001] } }),
  );
  const [changed] = routes.find(({ subnet }) => subnet === "vnet-hub00/default")!.changed;
  expect(changed).toMatchObject({ prefix: "0.0.0.0/0" });
  expect([changed!.before[0]!.from, changed!.after[0]!.from]).toEqual(["vm-nva100 (AS 65001)", "vm-nva101 (AS 65001)"]);
});

it("what opens to the internet, and what closes, is told by address, port and sources", () => {
  const { exposure, findings } = compare(t(), t().nsg("hub00_jump", [OPEN]));
  expect(exposure.opened).toEqual([
    expect.objectContaining({
      machine: "vm-jump00",
      publicIp: "pip-jump00",
      protocol: "tcp",
      ports: "3389",
      sources: ["internet"],
    }),
  ]);
  expect(exposure.closed).toEqual([
    expect.objectContaining({ machine: "vm-jump00", ports: "3389", sources: ["203.0.113.0/24"] }),
  ]);
  expect(findings.appeared.map(({ name }) => name)).toEqual(["management-port-open"]);
  expect(compare(t().nsg("hub00_jump", [OPEN]), t()).findings.disappeared.map(({ name }) => name)).toEqual([
    "management-port-open",
  ]);
});

it("machines come and go", () => {
  const more = t().vm("hub01", "hub00_default", { address: "10.0.0.5" });
  expect(compare(t(), more).machines).toEqual({ added: ["vm-hub01"], removed: [] });
  expect(compare(more, t())).toMatchObject({ same: false, machines: { added: [], removed: ["vm-hub01"] } });
});

describe("what only the apply knows", () => {
  const open = (): Azure => {
    const azure = t();
    return azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: azure.var("b2b", { type: "bool" }) });
  };

  it("is undecided where one side depends on it", () => {
    expect(compare(t(), open())).toMatchObject({
      same: false,
      verdicts: [],
      undecided: [{ machine: "vm-hub00", waitsFor: [{ unknown: "var.b2b" }] }],
    });
  });

  it("is not a difference where both depend on the same value", () => {
    expect(compare(open(), open())).toMatchObject({ same: true, undecided: [] });
  });
});

it("a finding that reads the same is the same, where only one file has construct paths", () => {
  const before = read(t());
  const after = { ...before, machines: before.machines.map((machine) => ({ ...machine, path: `site/${machine.id}` })) };
  expect(check(before).findings).not.toEqual([]);
  expect(diff(before, after)).toMatchObject({ same: true, findings: { appeared: [], disappeared: [] } });
});

it("the reason of what is dropped is told", () => {
  const [change] = compare(t(), t({ nva: { forwarding: false } })).verdicts;
  expect(change!.after).toMatchObject({ verdict: "dropped", reason: "nic-forwarding-off" });
});
