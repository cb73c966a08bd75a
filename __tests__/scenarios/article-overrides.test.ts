import { TerraformOutput } from "cdktf";
import { ExpressRouteCircuit, ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer } from "../../lib/index";
import { article, CIRCUIT_ID, emptyStack, SSH_KEY, Template } from "../support/apps";

test("names follow the construct's name, and each can be overridden", () => {
  const { stack, resourceGroup } = emptyStack();
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    name: "cloud",
    virtualNetworkName: "net",
    gateway: { name: "gw" },
    client: {
      name: "web",
      computerName: "web-1",
      networkInterfaceName: "web-nic",
      subnetName: "servers",
      networkSecurityGroupName: "servers-nsg",
      tags: { role: "client" },
    },
    jumpServer: { routeTableName: "rt-jump", publicIpName: "jump-ip" },
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", {
    resourceGroup,
    nvaSubnet: { subnetName: "frr", routeTableName: "rt-frr", networkSecurityGroupName: "frr-nsg" },
    routeServer: { name: "rs", publicIpName: "rs-ip", hubRoutingPreference: "ASPath" },
  });
  new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY, name: "frr-1", bgpConnectionName: "frr-peer" });
  const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", { circuitId: CIRCUIT_ID });
  hub.gateway.connectTo(circuit, { name: "to-circuit", routingWeight: 100 });
  const template = new Template(stack);
  template.one("virtual_network", "net");
  template.one("virtual_network_gateway", "gw");
  expect(template.one("virtual_network_gateway_connection", "to-circuit")).toMatchObject({ routing_weight: 100 });
  expect(template.one("windows_virtual_machine", "web")).toMatchObject({
    computer_name: "web-1",
    tags: { role: "client" },
  });
  template.one("network_interface", "web-nic");
  template.one("windows_virtual_machine", "vm-jump-cloud");
  template.one("network_security_group", "servers-nsg");
  template.one("network_security_group", "net-jump-nsg-japaneast");
  template.one("route_table", "rt-jump");
  template.one("public_ip", "jump-ip");
  template.one("route_table", "rt-frr");
  expect(template.one("route_server", "rs")).toMatchObject({ hub_routing_preference: "ASPath" });
  template.one("public_ip", "rs-ip");
  template.one("linux_virtual_machine", "frr-1");
  template.one("network_interface", "nic-nva100");
  expect(template.one("route_server_bgp_connection", "frr-peer")).toMatchObject({ peer_ip: "10.100.0.10" });
});

test("tags apply to every resource that has tags, or to a single one", () => {
  const tags = { owner: "network" };
  const { stack } = article({
    hub: { tags, gateway: { tags: { cost: "7" } } },
    site: { tags, routeServer: { tags: { cost: "11" } }, gateway: { tags } },
  });
  const template = new Template(stack);
  expect(template.one("virtual_network", "vnet-hub00").tags).toEqual(tags);
  expect(template.one("virtual_network_gateway", "ergw-hub00").tags).toEqual({ cost: "7" });
  expect(template.one("virtual_network_gateway_connection", "conn-hub00").tags).toEqual({ cost: "7" });
  expect(template.one("route_server", "rs-hub100").tags).toEqual({ cost: "11" });
  expect(template.one("linux_virtual_machine", "vm-nva100").tags).toEqual(tags);
});

test("addresses and passwords are references to resources", () => {
  const { stack, hub, nva } = article();
  const outputs = {
    nva: nva.publicIpAddress,
    client: hub.clientPrivateIpAddress,
    jump: hub.jumpServerPublicIpAddress,
    password: hub.adminPassword,
  };
  for (const [name, value] of Object.entries(outputs))
    new TerraformOutput(stack, name, { value, sensitive: name === "password" });
  expect(new Template(stack).json.output).toMatchObject({
    nva: { value: expect.stringMatching(/^\$\{azurerm_public_ip\.nva100.*\.ip_address}$/) as string },
    client: {
      value: expect.stringMatching(/^\$\{azurerm_network_interface\.hub00_client.*\.private_ip_address}$/) as string,
    },
    jump: { value: expect.stringMatching(/^\$\{azurerm_public_ip\.hub00_jumpServer.*\.ip_address}$/) as string },
    password: { value: expect.stringMatching(/^\$\{random_password\.hub00.*\.result}$/) as string },
  });
});
