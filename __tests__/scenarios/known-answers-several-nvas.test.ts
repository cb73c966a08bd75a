import { without } from "../../lib/analysis/model/removal";
import { ask, expectTunnelled, read, rowsFor } from "../support/analysis/ask";
import { DEFAULT } from "../support/analysis/bgp";
import { t, twoRegions, withSiteMachine } from "../support/analysis/situations";

const BOTH = ["pip-nva100", "pip-nva101"];

describe("several NVAs", () => {
  it("K29: equal paths share the load, and the internet sees either address", () => {
    const topology = read(withSiteMachine(t({ second: {} })));
    expect(rowsFor(topology, "vm-work100", DEFAULT)).toEqual(
      ["10", "11"].map((host) => `VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.${host}`),
    );
    expectTunnelled(topology, "vm-hub00", BOTH);
    expectTunnelled(topology, "vm-work100", BOTH);
    expect(ask(topology, "vm-hub00").out).toHaveLength(2);
  });

  it("K30: an NVA that prepends is the backup", () => {
    const topology = read(withSiteMachine(t({ second: { prepend: [65001] } })));
    expect(rowsFor(topology, "vm-work100", DEFAULT)).toEqual([
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.10",
    ]);
    expectTunnelled(topology);
    expectTunnelled(without(topology, "vm-nva100"), "vm-hub00", ["pip-nva101"]);
    expectTunnelled(without(topology, "vm-nva100 - rs-hub100"), "vm-hub00", ["pip-nva101"]);
  });

  it("K31: one of two that does not forward gives two outcomes", () => {
    const result = ask(read(t({ second: { forwarding: false } })), "vm-hub00");
    expect(result.verdict).toBe("mixed");
    expect(result.out.map(({ verdict }) => verdict).sort()).toEqual(["dropped", "tunnelled"]);
    expect(result.faults[0]).toMatchObject({ reason: "nic-forwarding-off", at: "azurerm_network_interface.nva101" });
  });

  it("row 9: a Route Server refuses a ninth NVA", () => {
    const azure = t();
    for (let n = 1; n <= 8; n++)
      azure
        .vm(`nva10${n}`, "hub100_nva", { address: `10.100.0.${10 + n}`, forwarding: true })
        .bgp("hub100", `nva10${n}`, `10.100.0.${10 + n}`);
    expect(ask(read(azure), "vm-nva100")).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
  });
});

describe("two regions", () => {
  it("K57: both hubs use site 1, whose connections have more weight, and site 2 when site 1 announces nothing", () => {
    const steady = read(twoRegions());
    const silent = read(twoRegions({ first: { announces: [] } }));
    for (const hub of ["vm-hub00", "vm-hub10"]) {
      expectTunnelled(steady, hub, ["pip-nva100"]);
      expectTunnelled(silent, hub, ["pip-nva110"]);
      expectTunnelled(without(steady, "conn-hub100"), hub, ["pip-nva110"]);
    }
  });

  it("K58: equal weights and paths share the load over the circuits", () => {
    expectTunnelled(read(twoRegions({ weight: 0 })), "vm-hub00", ["pip-nva100", "pip-nva110"]);
  });

  it("K58: with equal weights the longer path is the backup", () => {
    for (const hub of ["vm-hub00", "vm-hub10"])
      expectTunnelled(read(twoRegions({ weight: 0, second: { prepend: [65001] } })), hub, ["pip-nva100"]);
  });

  it("K58: weight beats prepending", () => {
    for (const hub of ["vm-hub00", "vm-hub10"])
      expectTunnelled(read(twoRegions({ first: { prepend: [65001, 65001, 65001] } })), hub, ["pip-nva100"]);
  });
});
