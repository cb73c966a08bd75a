import { ForcedTunnelingHub, FrrNva, findingsOf, OnPremSiteWithRouteServer } from "../../lib/index";
import { emptyStack, SSH_KEY, Template } from "../support/apps";

const types = (template: Template): string[] => Object.keys(template.json.resource).sort();

describe("a hub", () => {
  test("without gateway, client and jump server is a VNet", () => {
    const { stack, resourceGroup } = emptyStack();
    new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      gateway: "none",
      client: "none",
      jumpServer: "none",
    });
    expect(types(new Template(stack))).toEqual(["azurerm_resource_group", "azurerm_virtual_network"]);
  });

  test("without a jump server lets nobody log in to the client", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, jumpServer: "none" });
    const template = new Template(stack);
    expect(template.one("network_security_group", "vnet-hub00-default-nsg-japaneast").security_rule).toEqual([
      expect.objectContaining({ name: "DenyAllInBound" }),
    ]);
    expect(() => hub.jumpServer).toThrow('jumpServer: "none"');
    expect(() => hub.jumpServerSubnetPrefix).toThrow("remove jumpServer");
    expect(() => hub.jumpServerPublicIpAddress).toThrow("main/hub00 has no jumpServer");
  });

  test("without a client or gateway says so where one is asked for", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: "none", gateway: "none" });
    expect(() => hub.proofCommand).toThrow("main/hub00 has no client");
    expect(() => hub.gateway).toThrow('remove gateway: "none", or do not read gateway');
  });

  test("keeps RouteServerSubnet where its prefix is given", () => {
    const { stack, resourceGroup } = emptyStack();
    new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      gateway: "none",
      client: "none",
      jumpServer: "none",
      routeServerSubnetPrefix: "10.0.210.0/24",
    });
    expect(new Template(stack).one("subnet", "RouteServerSubnet")).toBeDefined();
  });

  test.each([
    [{ jumpServer: false }, "jumpServer", '"none" or an object', 'jumpServer: "none"'],
    [{ client: "nothing" }, "client", '"none" or an object', "leave client out"],
    [{ gateway: { sku: 5 } }, "gateway.sku", "a text", "leave sku out"],
  ])("%j is reported at its own place", (props, prop, want, fix) => {
    const { stack, resourceGroup } = emptyStack();
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, ...(props as object) });
    expect(findingsOf(stack).map(({ at: [at], want, fix }) => [at!.prop, want, fix])).toEqual([[prop, want, fix]]);
  });
});

describe("a subnet of one's own workloads", () => {
  function hubWith(props: object) {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: "none", jumpServer: "none" });
    hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24", ...props });
    return { stack, template: () => new Template(stack) };
  }

  test("that is tunnelled has no route table and no default outbound access", () => {
    const { template } = hubWith({ internetTraffic: "tunnelled" });
    expect(template().one("subnet", "apps").default_outbound_access_enabled).toBe(false);
    expect(template().json.resource).not.toHaveProperty("azurerm_route_table");
  });

  test("that is exempt has a route to Internet", () => {
    const { template } = hubWith({ internetTraffic: "exempt" });
    expect(template().one("route_table", "rt-appsSubnet-hub00").route).toEqual([
      expect.objectContaining({ address_prefix: "0.0.0.0/0", next_hop_type: "Internet" }),
    ]);
  });

  test("that is meant to be tunnelled may have no route past the NVA", () => {
    const routes = [{ name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }];
    const { stack } = hubWith({ internetTraffic: "tunnelled", routes });
    expect(findingsOf(stack).map(({ id }) => id)).toEqual(["FT077"]);
  });

  test("takes one of two words", () => {
    const { stack } = hubWith({ internetTraffic: "direct" });
    expect(findingsOf(stack).map(({ want }) => want)).toEqual(['"tunnelled" or "exempt"']);
  });
});

describe("a hub and a site joined by peering", () => {
  function joined(hubProps: object = {}) {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, gateway: "none", ...hubProps });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
    hub.peerWith(site);
    return { stack, hub, site };
  }

  test("have no gateway and no circuit", () => {
    const made = types(new Template(joined().stack));
    expect(made.filter((type) => /gateway|express/.test(type))).toEqual([]);
    expect(made).toContain("azurerm_route_server");
  });

  test("the site lends its Route Server, the hub uses it", () => {
    const template = new Template(joined().stack);
    expect(template.one("virtual_network_peering", "peer-hub100-to-hub00")).toMatchObject({
      allow_gateway_transit: true,
      virtual_network_name: "${azurerm_virtual_network.hub100_network_vnet_AB7F086B.name}",
    });
    expect(template.one("virtual_network_peering", "peer-hub00-to-hub100")).toMatchObject({
      allow_forwarded_traffic: true,
      use_remote_gateways: true,
    });
  });

  test("the hub's peering comes last, after the Route Server, the NVA and the BGP connection", () => {
    const template = new Template(joined().stack);
    const waits = (name: string) =>
      (template.one("virtual_network_peering", name).depends_on as string[]).map((address) => address.split(".")[0]);
    expect(new Set(waits("peer-hub100-to-hub00"))).toEqual(
      new Set([
        "azurerm_route_server",
        "azurerm_linux_virtual_machine",
        "azurerm_route_server_bgp_connection",
        "azurerm_subnet",
        "azurerm_subnet_network_security_group_association",
        "azurerm_subnet_route_table_association",
      ]),
    );
    expect(waits("peer-hub00-to-hub100")).toEqual(["azurerm_virtual_network_peering"]);
  });

  test("the Terraform addresses of the peerings do not change", () => {
    const { azurerm_virtual_network_peering: peerings } = new Template(joined().stack).json.resource;
    expect(Object.keys(peerings!).sort()).toEqual([
      "hub00_peering-hub100_from-hub_DE2A582C",
      "hub00_peering-hub100_from-site_7736E6E0",
    ]);
  });

  test("a hub with a gateway cannot be peered", () => {
    const { stack } = joined({ gateway: undefined });
    expect(findingsOf(stack).map(({ id, fix }) => [id, fix])).toEqual([["FT150", 'gateway: "none"']]);
  });

  test("only a site of the same stack is accepted", () => {
    const { hub } = joined();
    expect(() => hub.peerWith(hub as unknown as OnPremSiteWithRouteServer)).toThrow(
      "site must be an OnPremSiteWithRouteServer",
    );
    const other = emptyStack("other");
    const far = new OnPremSiteWithRouteServer(other.stack, "hub200", { resourceGroup: other.resourceGroup });
    expect(() => hub.peerWith(far)).toThrow("the hub is not in the stack of its site");
  });
});
