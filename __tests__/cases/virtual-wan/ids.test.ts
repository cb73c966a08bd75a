import { path } from "../../../lib/analysis";
import { bgpRows } from "../../support/cases";
import { read, verdictOf, wayOut } from "../../support/analysis/ask";
import { connect, nva, spoke, wan } from "../../support/analysis/virtual-wan";

const HUB = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub1";

describe("ids as a state has them", () => {
  const azure = spoke(spoke(wan(), "a", 1), "n", 2, nva("10.2.0.4"));
  azure.set("virtual_hub.hub1", { id: HUB, default_route_table_id: `${HUB}/hubRouteTables/defaultRouteTable` });
  const tables = (table: string): object => ({
    virtual_hub_id: HUB.toUpperCase(),
    routing: [
      {
        associated_route_table_id: `${HUB}/hubRouteTables/${table}`,
        propagated_route_table: [{ route_table_ids: [`${HUB}/hubRouteTables/${table}`], labels: ["none"] }],
      },
    ],
  });

  it("name the tables of the hub, whatever their capitals", () => {
    connect(azure, "a", "hub1", { ...tables("DefaultRouteTable") });
    connect(azure, "n", "hub1", { ...tables("defaultRouteTable") });
    expect(bgpRows(read(azure), "vm-a")).toEqual(["10.2.0.0/16 (router of hub1)"]);
    connect(azure, "n", "hub1", { ...tables("noneRouteTable") });
    expect(bgpRows(read(azure), "vm-a")).toEqual([]);
  });
});

test("a VNet behind the NVA of another one is reached by static routes and a UDR", () => {
  const azure = spoke(spoke(spoke(wan(), "a", 1), "n", 2, nva("10.2.0.4")), "c", 3);
  connect(azure, "a");
  connect(azure, "n", "hub1", {
    internet_security_enabled: false,
    routing: [
      {
        static_vnet_route: [{ name: "c", address_prefixes: ["10.3.0.0/16"], next_hop_ip_address: "10.2.0.4" }],
      },
    ],
  });
  azure.peering("n", "c", { forwarded: true }).peering("c", "n", { forwarded: true });
  azure.table("c_default", [["10.0.0.0/8", "10.2.0.4"]]);
  const topology = read(azure);
  const result = path(topology, { from: "vm-a", to: "vm-c" });
  expect(result).toMatchObject({ verdict: "delivered", faults: [] });
  expect(wayOut(result)).toEqual(["vm-a", "hub1", "vm-n", "vm-c"]);
  expect(wayOut(path(topology, { from: "vm-c", to: "vm-a" }))).toEqual(["vm-c", "vm-n", "hub1", "vm-a"]);
  expect(verdictOf(topology, "vm-c").verdict).toBe("dropped");
});
