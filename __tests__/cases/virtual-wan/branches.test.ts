import { check, path } from "../../../lib/analysis";
import type { Assumptions } from "../../../lib/analysis";
import { bgpRows } from "../../support/cases";
import { read, verdictOf, wayBack, wayOut } from "../../support/analysis/ask";
import { circuitId } from "../../support/analysis/azure";
import { connect, hubCircuit, hubSite, nva, peer, spoke, wan } from "../../support/analysis/virtual-wan";

const TWO_HUBS = { hub1: "192.168.1.0/24", hub2: "192.168.2.0/24" };

const premises = (...announces: readonly string[]): Assumptions => ({
  onPremises: [{ name: "edge", circuit: circuitId("circuit"), asn: 65010, announces: [...announces] }],
});

describe("ExpressRoute with a default route from on-premises", () => {
  const azure = hubCircuit(connect(spoke(wan(), "a", 1), "a"), "hub1", "circuit");

  it("takes the internet traffic of VNets that learn it on-premises", () => {
    const topology = read(azure, premises("0.0.0.0/0", "10.100.0.0/16"));
    expect(bgpRows(topology, "vm-a")).toEqual(["10.100.0.0/16 (msee 1)", "0.0.0.0/0 (msee 1)"]);
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result.verdict).toBe("on-premises");
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "circuit", "edge"]);
    expect(wayBack(result)).toEqual(["edge", "circuit", "hub1", "vm-a"]);
  });

  it("does not where the VNet does not learn it", () => {
    const off = hubCircuit(
      connect(spoke(wan(), "a", 1), "a", "hub1", { internet_security_enabled: false }),
      "hub1",
      "circuit",
    );
    const topology = read(off, premises("0.0.0.0/0", "10.100.0.0/16"));
    expect(verdictOf(topology, "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
    expect(path(topology, { from: "vm-a", to: "10.100.0.4" }).verdict).toBe("delivered");
    expect(check(topology).outcome).toBe("failed");
  });

  it("is not for the other hub, which learns everything else of it", () => {
    const two = hubCircuit(connect(spoke(wan(TWO_HUBS), "b", 2), "b", "hub2"), "hub1", "circuit");
    const topology = read(two, premises("0.0.0.0/0", "10.100.0.0/16"));
    expect(bgpRows(topology, "vm-b")).toEqual(["10.100.0.0/16 (router of hub2)"]);
    const result = path(topology, { from: "vm-b", to: "10.100.0.4" });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-b", "hub2", "hub1", "circuit", "edge"]);
  });
});

describe("two hubs of one WAN", () => {
  const azure = connect(connect(spoke(spoke(wan(TWO_HUBS), "a", 1), "b", 2), "a", "hub1"), "b", "hub2");

  it("reach each other's VNets", () => {
    const topology = read(azure);
    expect(bgpRows(topology, "vm-a")).toEqual(["10.2.0.0/16 (router of hub1)"]);
    const result = path(topology, { from: "vm-a", to: "vm-b" });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "hub2", "vm-b"]);
    expect(wayBack(result)).toEqual(["vm-b", "hub2", "hub1", "vm-a"]);
  });

  it("do not reach those of another WAN", () => {
    const apart = connect(connect(spoke(spoke(wan(TWO_HUBS), "a", 1), "b", 2), "a", "hub1"), "b", "hub2");
    apart.add("virtual_wan", "other", { name: "other" });
    apart.set("virtual_hub.hub2", { virtual_wan_id: "${azurerm_virtual_wan.other.id}" });
    expect(bgpRows(read(apart), "vm-a")).toEqual([]);
  });
});

describe("two branches of one WAN", () => {
  const branches = (setting?: boolean | string): ReturnType<typeof wan> => {
    const azure = hubSite(hubCircuit(connect(spoke(wan(TWO_HUBS), "a", 1), "a"), "hub1", "circuit"), "hub2");
    if (setting !== undefined) azure.set("virtual_wan.wan", { allow_branch_to_branch_traffic: setting });
    return azure;
  };
  const edge = premises("10.100.0.0/16");

  it("reach each other", () => {
    expect(path(read(branches(), edge), { from: "10.200.0.4", to: "10.100.0.4" }).verdict).toBe("delivered");
  });

  it("do not where branch-to-branch traffic is off, and reach VNets all the same", () => {
    const topology = read(branches(false), edge);
    const apart = path(topology, { from: "10.200.0.4", to: "10.100.0.4" });
    expect(apart.verdict).toBe("dropped");
    expect(apart.faults).toMatchObject([{ at: "azurerm_virtual_wan.wan" }]);
    expect(path(topology, { from: "10.200.0.4", to: "10.1.0.4" }).verdict).toBe("delivered");
  });

  it("may where nobody knows whether it is off", () => {
    expect(path(read(branches("${var.b2b}"), edge), { from: "10.200.0.4", to: "10.100.0.4" }).verdict).toBe(
      "undetermined",
    );
  });
});

describe("a site by VPN", () => {
  it("is reached by both instances of the gateway", () => {
    const topology = read(hubSite(connect(spoke(wan(), "a", 1), "a"), "hub1"));
    expect(bgpRows(topology, "vm-a")).toEqual(["10.200.0.0/16 (vpngw-hub1 1)", "10.200.0.0/16 (vpngw-hub1 2)"]);
    const result = path(topology, { from: "vm-a", to: "10.200.0.4" });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "site-hub1"]);
    expect(wayBack(result)).toEqual(["site-hub1", "hub1", "vm-a"]);
    expect(verdictOf(topology, "vm-a").verdict).toBe("dropped");
  });

  it("with BGP may announce a default route, unless the user says what it announces", () => {
    const bgp = (): ReturnType<typeof wan> =>
      hubSite(
        connect(spoke(wan(), "a", 1), "a"),
        "hub1",
        { link: [{ name: "link", ip_address: "198.51.100.1", bgp: [{ asn: 65010, peering_address: "10.200.0.1" }] }] },
        { bgp_enabled: true },
      );
    expect(verdictOf(read(bgp()), "vm-a")).toMatchObject({ verdict: "undetermined" });
    const said = { onPremises: [{ connection: "site-hub1", asn: 65010, announces: ["0.0.0.0/0"] }] };
    expect(verdictOf(read(bgp(), said), "vm-a").verdict).toBe("on-premises");
  });
});

test("the clients of a point-to-site gateway are reached from VNets of every hub", () => {
  const azure = connect(connect(spoke(spoke(wan(TWO_HUBS), "a", 1), "b", 2), "a", "hub1"), "b", "hub2");
  azure.add("point_to_site_vpn_gateway", "p", {
    name: "p2s",
    virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
    connection_configuration: [
      {
        name: "c",
        vpn_client_address_pool: [{ address_prefixes: ["10.250.0.0/24"] }],
        internet_security_enabled: true,
      },
    ],
  });
  const topology = read(azure);
  expect(bgpRows(topology, "vm-a")).toEqual(expect.arrayContaining(["10.250.0.0/24 (p2s 1)", "10.250.0.0/24 (p2s 2)"]));
  expect(bgpRows(topology, "vm-b")).toEqual(expect.arrayContaining(["10.250.0.0/24 (router of hub2)"]));
  const result = path(topology, { from: "vm-b", to: "10.250.0.4" });
  expect(result.verdict).toBe("delivered");
  expect(wayOut(result)).toEqual(["vm-b", "hub2", "hub1", "clients of p2s"]);
  expect(wayBack(result)).toEqual(["clients of p2s", "hub1", "hub2", "vm-b"]);
});

describe("an NVA that peers BGP with a hub", () => {
  const peered = (text?: Parameters<typeof nva>[2]): ReturnType<typeof wan> => {
    const azure = spoke(spoke(wan(TWO_HUBS), "a", 1), "n", 2, nva("10.2.0.4", "hub1", text));
    connect(connect(azure, "a"), "n", "hub1", { internet_security_enabled: false });
    return peer(azure, "n", "hub1", "10.2.0.4");
  };

  it("brings its default route to the other VNets, and itself leaves directly", () => {
    const topology = read(peered());
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "tunnelled", faults: [] });
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "vm-n", "internet"]);
    expect(wayBack(result)).toEqual(["internet", "vm-n", "hub1", "vm-a"]);
    expect(verdictOf(topology, "vm-a").defaultFrom).toBe("vm-n, BGP");
    expect(verdictOf(topology, "vm-n").verdict).toBe("direct");
    expect(check(topology).whatIf.map(({ without, outcome }) => [without, outcome])).toEqual([
      ["vm-n", "fails-closed"],
      ["vm-n - hub1", "fails-closed"],
      ["pip-n", "fails-closed"],
    ]);
  });

  it("does not bring it to VNets of another hub", () => {
    const azure = connect(spoke(peered(), "b", 3), "b", "hub2");
    expect(verdictOf(read(azure), "vm-b")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
  });

  it("does not where the session does not come up", () => {
    const azure = peered();
    azure.set("virtual_hub_bgp_connection.n", { peer_asn: 65002 });
    const [fault] = path(read(azure), { from: "vm-a", to: "8.8.8.8" }).faults;
    expect(fault).toMatchObject({ at: "azurerm_virtual_hub_bgp_connection.n", cause: "session-down" });
  });

  it("is advertised to branches that are to learn it", () => {
    const azure = hubCircuit(peered(), "hub1", "circuit", { internet_security_enabled: true });
    const topology = read(azure, premises("10.100.0.0/16"));
    const result = path(topology, { from: "10.100.0.4", to: "8.8.8.8" });
    expect(wayOut(result)).toEqual(["edge", "circuit", "hub1", "vm-n", "internet"]);
    const off = hubCircuit(peered(), "hub1", "circuit");
    expect(path(read(off, premises("10.100.0.0/16")), { from: "10.100.0.4", to: "8.8.8.8" }).verdict).toBe("dropped");
  });
});

describe("a Route Server that is written as a virtual hub", () => {
  it("is a Route Server", () => {
    const azure = wan({})
      .vnet("n", "10.2.0.0/16")
      .subnet("n", "RouteServerSubnet", "10.2.1.0/26")
      .subnet("n", "client", "10.2.2.0/24")
      .subnet("n", "nva", "10.2.0.0/24")
      .table("n_nva", [["0.0.0.0/0", "Internet"]])
      .vm("client", "n_client", { address: "10.2.2.4" })
      .vm("n", "n_nva", { address: "10.2.0.4", publicIp: true, forwarding: true, userData: nva("10.2.0.4", "rs") })
      .add("virtual_hub", "rs", { name: "rs", sku: "Standard" })
      .add("virtual_hub_ip", "rs", {
        name: "ip",
        virtual_hub_id: "${azurerm_virtual_hub.rs.id}",
        subnet_id: "${azurerm_subnet.n_RouteServerSubnet.id}",
      })
      .add("virtual_hub_bgp_connection", "n", {
        name: "bgp",
        virtual_hub_id: "${azurerm_virtual_hub.rs.id}",
        peer_asn: 65001,
        peer_ip: "10.2.0.4",
      });
    const topology = read(azure);
    expect(topology.routeServers.map(({ name }) => name)).toEqual(["rs"]);
    expect(topology.virtualHubs).toEqual([]);
    expect(topology.hubBgpConnections).toEqual([]);
    expect(verdictOf(topology, "vm-client")).toMatchObject({ verdict: "tunnelled", defaultFrom: "vm-n, BGP" });
  });
});
