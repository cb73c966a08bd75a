import { check } from "../../../lib/analysis/check/check";
import type { Topology } from "../../../lib/analysis/model/azure";
import type { Finding } from "../../../lib/analysis/results";
import { read } from "../../support/analysis/ask";
import { Azure } from "../../support/analysis/azure";
import { hubAndSpoke } from "../../scenarios/foreign/hub-and-spoke";
import { onCircuit, site, t, withHubRouteServer } from "../../support/analysis/situations";

const found = (topology: Topology, id: string): Finding[] =>
  check(topology, { whatIf: false }).findings.filter((finding) => finding.id === id);
const clientTo = (...routes: readonly (readonly [string, string])[]): Topology =>
  read(t().table("hub00_default", routes));

describe("next-hop-behind-circuit", () => {
  it("accepts an appliance in the same VNet, and an address that no VNet of the files has", () => {
    expect(found(clientTo(["10.9.0.0/16", "10.0.0.9"], ["10.8.0.0/16", "192.168.0.9"]), "FT063")).toEqual([]);
  });

  it("reports all such routes of one table together, and at it the VNets of the appliances", () => {
    const findings = found(clientTo(["172.16.0.0/13", "10.100.0.10"], ["172.24.0.0/13", "10.100.0.11"]), "FT063");
    expect(findings).toMatchObject([
      {
        got: "172.16.0.0/13 -> 10.100.0.10, 172.24.0.0/13 -> 10.100.0.11",
        at: ["azurerm_route_table.hub00_default", "azurerm_subnet.hub00_default", "azurerm_virtual_network.hub100"],
      },
    ]);
  });

  it("does not say that a VNet is not peered where a peering leads to one that nobody knows before the apply", () => {
    const azure = hubAndSpoke().drop("virtual_network_peering.hub-spoke");
    azure.set("virtual_network_peering.spoke-hub", { remote_virtual_network_id: azure.var("hub_id") });
    expect(found(read(azure), "FT063")).toEqual([]);
  });

  it("proposes a peering where no NVA advertises anything", () => {
    const azure = hubAndSpoke({
      routes: [
        ["0.0.0.0/0", "Internet"],
        ["172.16.0.0/13", "10.0.0.4"],
      ],
    })
      .drop("virtual_network_peering.hub-spoke")
      .drop("virtual_network_peering.spoke-hub");
    expect(found(read(azure), "FT063")).toMatchObject([
      { fix: expect.stringMatching(/^peer vnet-spoke with vnet-hub/) },
    ]);
  });

  it("leaves a default route to the error that it causes: one cause is one finding", () => {
    const topology = clientTo(["0.0.0.0/0", "10.100.0.10"]);
    expect(found(topology, "FT063")).toEqual([]);
    expect(found(topology, "FT102")).toHaveLength(1);
  });
});

describe("route-server-without-peer", () => {
  it("is reported once where no NVA peers, and not where the Route Server keeps the default route out", () => {
    expect(found(read(site(t(), "hub120", "10.120")), "FT050").map(({ at }) => at[0])).toEqual([
      "azurerm_route_server.hub120",
    ]);
    const blocked = read(withHubRouteServer(t()));
    expect(found(blocked, "FT050")).toEqual([]);
    expect(found(blocked, "FT102").map(({ at }) => at[0])).toEqual(["azurerm_route_server.hub00"]);
  });
});

describe("gateway-without-connection", () => {
  it("is not reported where the files have no circuit: the connections are made elsewhere", () => {
    const alone = new Azure().vnet("hub00", "10.0.0.0/16").subnet("hub00", "GatewaySubnet", "10.0.200.0/24");
    expect(found(read(alone.expressRouteGateway("hub00")), "FT079")).toEqual([]);
  });

  it("is not reported of a connection whose count is 0, nor while no circuit is provisioned", () => {
    const connection = "virtual_network_gateway_connection.conn-hub00";
    expect(found(read(t().set(connection, { count: 0 })), "FT079")).toEqual([]);
    const erc = { name: "erc", service_provider_provisioning_state: "NotProvisioned" };
    const waiting = t().drop(connection).drop("virtual_network_gateway_connection.conn-hub100");
    expect(found(read(waiting.add("express_route_circuit", "erc", erc)), "FT079")).toEqual([]);
  });

  it("names the circuits to connect to", () => {
    const [finding] = found(read(t().drop("virtual_network_gateway_connection.conn-hub00")), "FT079");
    expect(finding).toMatchObject({ want: "a connection to circuit", fix: expect.stringContaining("add an azurerm_") });
  });
});

describe("bastion-under-forced-tunnel", () => {
  it("is undecided where a value known after apply decides whether the default route is learned", () => {
    const azure = t().subnet("hub00", "AzureBastionSubnet", "10.0.30.0/26");
    const waiting = read(
      azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: azure.var("b2b", { type: "bool" }) }),
    );
    expect(check(waiting, { whatIf: false }).undecided.map(({ id }) => id)).toContain("FT070");
  });
});

describe("too-many-networks-on-circuit", () => {
  it("counts each VNet once, however many connections it has", () => {
    const azure = t();
    for (let n = 2; n < 10; n++) onCircuit(azure.vnet(`hub${n}`, `10.${n}.0.0/16`), `hub${n}`, `10.${n}`);
    azure.circuit("hub00", "circuit", {}, "conn-hub00-again");
    expect(found(read(azure), "FT018")).toEqual([]);
  });
});
