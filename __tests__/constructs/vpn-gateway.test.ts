import { Testing, type TerraformStack } from "cdktf";
import {
  findingsOf,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  type IResourceGroup,
  LocalNetworkGateway,
  type LocalNetworkGatewayProps,
  OnPremSiteWithRouteServer,
  SharedKey,
  type VpnGatewayOptions,
} from "../../lib/index";
import { emptyStack, Template, variable } from "../support/apps";

interface Change {
  readonly site?: Partial<LocalNetworkGatewayProps>;
  readonly gateway?: VpnGatewayOptions;
}

/** A hub whose VPN gateway is connected to a site: its default site, unless the gateway is given. */
function vpn({ site, gateway }: Change = {}) {
  const { stack, resourceGroup } = emptyStack();
  const headquarters = new LocalNetworkGateway(stack, "hq", { resourceGroup, gatewayAddress: "203.0.113.1", ...site });
  const hub = hubIn(stack, resourceGroup, gateway ?? { defaultSite: headquarters });
  const sharedKey = variable(stack, "shared_key").stringValue;
  const connection = hub.vpnGateway.connectTo(headquarters, { sharedKey });
  return { stack, resourceGroup, headquarters, hub, sharedKey, connection };
}

const hubIn = (stack: TerraformStack, resourceGroup: IResourceGroup, vpnGateway: VpnGatewayOptions) =>
  new ForcedTunnelingHub(stack, "hub00", { resourceGroup, vpnGateway, jumpServer: "none", client: "none" });

const gatewayIn = (stack: TerraformStack) => new Template(stack).one("virtual_network_gateway", "vpngw-hub00");

describe("a VPN gateway with a default site", () => {
  test("sends all other traffic there, and is connected by IPsec", () => {
    const { stack } = vpn();
    expect(findingsOf(stack)).toEqual([]);
    const template = new Template(stack);
    expect(template.one("virtual_network_gateway", "vpngw-hub00")).toMatchObject({
      type: "Vpn",
      sku: "VpnGw1AZ",
      default_local_network_gateway_id: expect.stringMatching(/^\$\{azurerm_local_network_gateway\.hq_/),
      ip_configuration: [expect.objectContaining({ public_ip_address_id: expect.stringContaining("public_ip") })],
    });
    expect(template.one("virtual_network_gateway_connection", "conn-hub00")).toMatchObject({
      type: "IPsec",
      shared_key: "${var.shared_key}",
      local_network_gateway_id: expect.stringContaining("azurerm_local_network_gateway"),
    });
    expect(template.one("local_network_gateway", "lgw-hq")).toMatchObject({ gateway_address: "203.0.113.1" });
    expect(template.one("public_ip", "pip-vpngw-hub00")).toMatchObject({
      sku: "Standard",
      allocation_method: "Static",
    });
    expect(Object.values(template.json.resource.azurerm_subnet!).map(({ name }) => name)).toEqual(["GatewaySubnet"]);
  });

  test("leaves out what azurerm 4 and 5 call differently, without BGP", () => {
    const { stack } = vpn();
    expect(JSON.stringify(new Template(stack).json.resource)).not.toMatch(/bgp/);
  });

  test("must be connected to it", () => {
    const { stack, resourceGroup } = emptyStack();
    const defaultSite = new LocalNetworkGateway(stack, "hq", { resourceGroup, gatewayAddress: "203.0.113.1" });
    hubIn(stack, resourceGroup, { defaultSite });
    expect(findingsOf(stack).map(({ id, at }) => [id, at.map(({ path }) => path)])).toEqual([
      ["FT191", ["main/hub00/vpnGateway", "main/hq"]],
    ]);
  });

  test("creates connections one after another", () => {
    const { stack, resourceGroup, hub, sharedKey, connection } = vpn();
    const branch = new LocalNetworkGateway(stack, "branch", { resourceGroup, gatewayFqdn: "vpn.example.com" });
    const second = hub.vpnGateway.connectTo(branch, { sharedKey });
    expect(second.nameInput).toBe("conn-hub00-2");
    const { depends_on } = new Template(stack).one("virtual_network_gateway_connection", "conn-hub00-2");
    expect(depends_on).toEqual([`azurerm_virtual_network_gateway_connection.${connection.friendlyUniqueId}`]);
  });
});

describe("BGP of a VPN gateway", () => {
  const bgp = { asn: 65010, peeringAddress: "192.168.0.1" };
  const on = (stack: TerraformStack): readonly unknown[] => {
    const template = new Template(stack);
    return ["virtual_network_gateway", "virtual_network_gateway_connection"].flatMap((type) =>
      Object.values(template.all(type)).map(({ enable_bgp, bgp_enabled }) => ({ enable_bgp, bgp_enabled })),
    );
  };

  test("is switched on for gateway and connection, by the name that azurerm 4 has", () => {
    const { stack } = vpn({ site: { bgp }, gateway: { bgp: { asn: 65020 } } });
    expect(findingsOf(stack)).toEqual([]);
    expect(gatewayIn(stack)).toMatchObject({ bgp_settings: { asn: 65020 } });
    expect(on(stack)).toEqual([{ enable_bgp: true }, { enable_bgp: true }]);
    expect(new Template(stack).one("local_network_gateway", "lgw-hq").bgp_settings).toEqual({
      asn: 65010,
      bgp_peering_address: "192.168.0.1",
    });
  });

  test("has the name of azurerm 5 on request", () => {
    const { stack } = vpn({ site: { bgp }, gateway: { bgp: { argument: "bgp_enabled" } } });
    expect(on(stack)).toEqual([{ bgp_enabled: true }, { bgp_enabled: true }]);
  });

  test("is off for a connection whose device has none", () => {
    const { stack } = vpn({ gateway: { bgp: {} } });
    expect(findingsOf(stack).map(({ id }) => id)).toEqual(["FT192"]);
    expect(Testing.synth(stack).match(/enable_bgp/g)).toHaveLength(1);
  });
});

describe("mistakes", () => {
  test("a shared key as text is reported, and is not in the JSON", () => {
    const { stack, hub, headquarters } = vpn();
    hub.vpnGateway.connectTo(headquarters, { sharedKey: "hunter2" });
    expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.prop])).toEqual([["FT036", "sharedKey"]]);
    expect(Testing.synth(stack)).not.toContain("hunter2");
  });

  test("a connection without options is reported", () => {
    const { stack, hub, headquarters } = vpn();
    hub.vpnGateway.connectTo(headquarters, undefined as never);
    expect(findingsOf(stack).map(({ id }) => id)).toEqual(["FT197"]);
  });

  test("a key may be generated", () => {
    const { stack, hub, headquarters } = vpn();
    hub.vpnGateway.connectTo(headquarters, { sharedKey: new SharedKey(stack, "key") });
    const { shared_key } = new Template(stack).one("virtual_network_gateway_connection", "conn-hub00-2");
    expect(shared_key).toMatch(/^\$\{random_password\.key_/);
    expect(findingsOf(stack)).toEqual([]);
  });

  test("a site with a Route Server cannot be at the other end: its default route would not come over VPN", () => {
    const { stack, resourceGroup, hub, sharedKey } = vpn();
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
    const connect = (): unknown => hub.vpnGateway.connectTo(site as never, { sharedKey });
    expect(connect).toThrow(ForcedTunnelingError);
    expect(connect).toThrow("a VPN gateway does not announce 0.0.0.0/0");
    const { hub: other } = vpn();
    expect(() => hub.vpnGateway.connectTo(other.vpnGateway as never, { sharedKey })).toThrow("and hub.peerWith(site)");
    expect(() => hub.vpnGateway.connectTo({} as never, { sharedKey })).toThrow("site must be a LocalNetworkGateway");
  });

  test("an ExpressRoute gateway beside it, a peering beside it", () => {
    const { stack, resourceGroup } = emptyStack();
    const defaultSite = new LocalNetworkGateway(stack, "hq", { resourceGroup, gatewayAddress: "203.0.113.1" });
    const props = { resourceGroup, vpnGateway: { defaultSite }, client: "none", jumpServer: "none" } as const;
    const hub = new ForcedTunnelingHub(stack, "hub00", { ...props, gateway: {} });
    hub.vpnGateway.connectTo(defaultSite, { sharedKey: variable(stack, "key").stringValue });
    const peered = new ForcedTunnelingHub(stack, "hub10", { ...props, addressSpace: "10.10.0.0/16" });
    peered.vpnGateway.connectTo(defaultSite, { sharedKey: variable(stack, "key2").stringValue });
    peered.peerWith(new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" }));
    expect(findingsOf(stack).map(({ id }) => id)).toEqual(["FT150", "FT196"]);
  });

  test("a GatewaySubnet that is too small, and a prefix of the site that is the hub's", () => {
    const { stack } = vpn({ site: { addressSpace: ["10.0.0.0/16"] } });
    expect(findingsOf(stack).map(({ id }) => id)).toEqual(["FT194"]);
    const { stack: other, resourceGroup } = emptyStack();
    const defaultSite = new LocalNetworkGateway(other, "hq", { resourceGroup, gatewayAddress: "203.0.113.1" });
    const hub = hubIn(other, resourceGroup, { defaultSite, subnetPrefix: "10.0.200.0/28" });
    hub.vpnGateway.connectTo(defaultSite, { sharedKey: variable(other, "key").stringValue });
    expect(findingsOf(other).map(({ id, at: [at] }) => [id, at!.path, at!.prop])).toEqual([
      ["FT011", "main/hub00/vpnGateway", "subnetPrefix"],
    ]);
  });

  test("a hub without one says so", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: "none", jumpServer: "none" });
    expect(() => hub.vpnGateway).toThrow("main/hub00 has no vpnGateway");
  });
});
