import { bgpTable } from "../../lib/analysis/bgp/bgp-table";
import type { Topology } from "../../lib/analysis/model/azure";
import { without } from "../../lib/analysis/model/removal";
import { ask, expectNoDefault, expectTunnelled, read } from "../support/analysis/ask";
import { DEFAULT, edge, learnedPath, pathsAt } from "../support/analysis/bgp";
import { t } from "../support/analysis/situations";

describe("AS paths of section 3", () => {
  const topology = (): Topology => read(t(), edge(["172.20.0.0/16"]));

  it.each([
    ["rs-hub100", DEFAULT, [65001]],
    ["rs-hub100", "10.0.0.0/16", [12076, 12076]],
    ["rs-hub100", "172.20.0.0/16", [12076, 64512]],
    ["ergw-hub100", DEFAULT, [65001]],
    ["circuit", DEFAULT, [65515, 65001]],
    ["circuit", "10.100.0.0/16", [65515]],
    ["circuit", "10.0.0.0/16", [65515]],
    ["circuit", "172.20.0.0/16", [64512]],
    ["ergw-hub00", DEFAULT, [12076, 12076, 65001]],
    ["ergw-hub00", "10.100.0.0/16", [12076, 12076]],
    ["ergw-hub00", "172.20.0.0/16", [12076, 64512]],
    ["edge", DEFAULT, [12076]],
    ["edge", "10.100.0.0/16", [12076]],
    ["edge", "10.0.0.0/16", [12076]],
    ["vm-nva100", "10.100.0.0/16", [65515]],
    ["vm-nva100", "10.0.0.0/16", [65515, 12076, 12076]],
    ["vm-nva100", "172.20.0.0/16", [65515, 12076, 64512]],
  ] as const)("%s has %s by %j", (speaker, prefix, asPath) => {
    const paths = pathsAt(topology(), speaker, prefix);
    expect(paths.length).toBeGreaterThan(0);
    for (const found of paths) expect(found).toEqual(asPath);
  });

  it("K61: the NVA learns the ranges of site and hub from both instances, and rejects its own default", () => {
    const table = bgpTable(read(t()), "vm-nva100");
    expect(table.map(({ prefix, asPath }) => `${prefix} ${asPath.join(" ")}`).sort()).toEqual(
      [
        "10.100.0.0/16 65515",
        "10.100.0.0/16 65515",
        "10.0.0.0/16 65515 12076 12076",
        "10.0.0.0/16 65515 12076 12076",
      ].sort(),
    );
    expect(new Set(table.map(({ neighbor }) => neighbor)).size).toBe(2);
  });

  it("K33: a customer's edge on the circuit learns the default too", () => {
    expect(pathsAt(read(t(), edge()), "edge")).toEqual(expect.arrayContaining([[12076]]));
  });

  it("row 2.6: an NVA's prepending lengthens the path everywhere", () => {
    const topology = read(t({ nva: { prepend: [65001, 65001] } }));
    expect(pathsAt(topology, "rs-hub100")[0]).toEqual([65001, 65001, 65001]);
    expect(learnedPath(topology, "vm-hub00")).toEqual([12076, 12076, 65001, 65001, 65001]);
    expectTunnelled(topology);
  });
});

describe("sessions that do not come up", () => {
  it.each([
    ["no ebgp-multihop", t({ nva: { multihop: false } })],
    [
      "another AS number than the Route Server expects",
      t().set("route_server_bgp_connection.nva100", { peer_asn: 65002 }),
    ],
    ["another address than the NVA's", t().set("route_server_bgp_connection.nva100", { peer_ip: "10.100.0.99" })],
    ["neighbours that are no Route Server", t({ nva: { neighbors: ["10.100.200.4", "10.100.200.5"] } })],
    ["no session at the Route Server", t().drop("route_server_bgp_connection.nva100")],
  ])("%s: nothing is learned", (_, azure) => expectNoDefault(read(azure)));

  it("default-originate bypasses what prepends in an outbound policy", () => {
    const topology = read(t({ second: { prepend: [65001] } }));
    expect(
      pathsAt(topology, "rs-hub100")
        .map((asPath) => asPath.length)
        .sort(),
    ).toEqual([1, 2]);
    const azure = t();
    const machine = azure.at("linux_virtual_machine.nva100");
    machine.custom_data = String(machine.custom_data).replace(
      "route-map rmap-azure-asns permit 10\\n",
      "route-map rmap-azure-asns permit 10\\n       set as-path prepend 65001\\n",
    );
    expect(machine.custom_data).toContain("prepend 65001");
    expect(pathsAt(read(azure), "rs-hub100")).toEqual([[65001]]);
  });
});

describe("failures of what the tunnel depends on", () => {
  it.each([
    "vm-nva100",
    "vm-nva100 - rs-hub100",
    "rs-hub100",
    "ergw-hub100",
    "conn-hub100",
    "conn-hub00",
    "ergw-hub00",
    "circuit",
  ])("without %s nothing is learned", (part) => {
    const topology = without(read(t()), part);
    expectNoDefault(topology);
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
  });

  it("without its public IP the NVA does not reach the internet", () => {
    expect(ask(without(read(t()), "pip-nva100"), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "no-egress-identity",
    });
  });
});
