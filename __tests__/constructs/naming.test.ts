import {
  AdminPassword,
  findingsOf,
  ForcedTunnelingHub,
  type NamingFunction,
  OnPremSiteWithRouteServer,
} from "../../lib/index";
import { article, emptyStack, Template } from "../support/apps";

type Named = Readonly<Record<string, unknown>>;

/** The names of all resources, by type. */
function namesIn(template: Template): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(template.json.resource).map(([type, all]) => [
      type.replace("azurerm_", ""),
      Object.values(all as Record<string, Named>)
        .map(({ name }) => String(name))
        .sort(),
    ]),
  );
}

const company: NamingFunction = (kind, suffix) => `co-${kind.toLowerCase().replace(/\W/g, "")}-${suffix}`;

describe("a naming function", () => {
  test("names everything whose name is not given", () => {
    const { stack } = article({
      hub: {
        naming: company,
        client: { computerName: "client", networkInterfaceName: "nic-mine" },
        jumpServer: { computerName: "jump" },
      },
      site: { naming: company },
    });
    const named = namesIn(new Template(stack));
    expect(named).toMatchObject({
      virtual_network: ["co-virtualnetwork-hub00", "co-virtualnetwork-hub100"],
      virtual_network_gateway: ["co-gateway-hub00", "co-gateway-hub100"],
      virtual_network_gateway_connection: ["co-connection-hub00", "co-connection-hub100"],
      route_server: ["co-routeserver-hub100"],
      route_server_bgp_connection: ["co-bgpconnection-nva100"],
      network_security_group: [
        "co-networksecuritygroup-hub00-default",
        "co-networksecuritygroup-hub00-jump",
        "co-networksecuritygroup-hub100-nva",
      ],
      route_table: ["co-routetable-jumpSubnet-hub00", "co-routetable-nvaSubnet-hub100"],
      network_interface: ["co-networkinterface-jump00", "co-networkinterface-nva100", "nic-mine"],
      public_ip: ["co-publicip-jump00", "co-publicip-nva100", "co-publicip-rs-hub100"],
      windows_virtual_machine: ["co-virtualmachine-hub00", "co-virtualmachine-jump00"],
      linux_virtual_machine: ["co-virtualmachine-nva100"],
    });
  });

  test("names both peerings, each by the function of its side, and subnets of one's own", () => {
    const { stack, resourceGroup } = emptyStack();
    const none = { gateway: "none", client: "none", jumpServer: "none" } as const;
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, ...none, naming: company });
    hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24", securityRules: [], routes: [] });
    hub.peerWith(new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" }));
    expect(namesIn(new Template(stack))).toMatchObject({
      virtual_network_peering: ["co-peering-hub00-to-hub100", "peer-hub100-to-hub00"],
      network_security_group: ["co-networksecuritygroup-hub00-apps", "vnet-hub100-nva-nsg-japaneast"],
      route_table: ["co-routetable-appsSubnet-hub00", "rt-nvaSubnet-hub100"],
    });
  });

  test("that returns the default name changes nothing", () => {
    const naming: NamingFunction = (_kind, _suffix, defaultName) => defaultName;
    const plain = new Template(article().stack).json;
    expect(new Template(article({ hub: { naming }, site: { naming } }).stack).json).toEqual(plain);
  });

  test("is asked once for each resource", () => {
    const asked: string[] = [];
    const naming: NamingFunction = (kind, suffix, defaultName) => {
      asked.push(`${kind} ${suffix}`);
      return defaultName;
    };
    const { stack } = article({ hub: { naming } });
    findingsOf(stack);
    new Template(stack);
    expect(asked).toContain("virtual machine hub00");
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("gives the NVA its host name, too", () => {
    const { nva } = article({ site: { naming: (kind, suffix) => `${kind.replace(/\W/g, "")}-${suffix}` } });
    expect(nva.userData).toContain("virtualmachine-nva100");
    expect(nva.userData).not.toContain("vm-nva100");
  });

  test.each<[string, unknown, string]>([
    ["nothing", () => undefined, "undefined"],
    ["a number", () => 5, "5"],
    ["an empty text", () => "", "an empty text"],
    ["blanks", () => "  ", "an empty text"],
    ["a promise", () => Promise.resolve("vm"), "a Promise"],
    ["a very long text", () => "x".repeat(100_000), "a text of 100000 characters"],
    [
      "an error",
      () => {
        throw new Error("no such kind");
      },
      "an error: no such kind",
    ],
    [
      "something else that is thrown",
      () => {
        throw null as unknown as Error;
      },
      "an error: null",
    ],
  ])("that gives %s is one finding, and the default names are used", (_what, naming, got) => {
    const { stack } = article({ hub: { naming: naming as NamingFunction } });
    const [finding, ...others] = findingsOf(stack);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: "FT156", at: [{ path: "main/hub00", prop: "naming" }], got });
    expect(finding!.text).toBe(
      "naming returns no name for virtual network vnet-hub00, network security group vnet-hub00-default-nsg-japaneast, network interface nic-hub00 and 8 more",
    );
  });

  test("that is not a function is reported", () => {
    const { stack } = article({ hub: { naming: "vm-" as unknown as NamingFunction } });
    expect(findingsOf(stack).map(({ id, want }) => [id, want])).toEqual([["FT002", "a function"]]);
  });

  test("whose names Azure would reject is reported at the props that replace them", () => {
    const naming: NamingFunction = (kind, _suffix, defaultName) =>
      kind === "gateway" ? "gateway hub" : kind === "network interface" ? "nic" : defaultName;
    const { stack } = article({ hub: { naming } });
    expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.path, at[0]!.prop])).toEqual([
      ["FT019", "main/hub00/gateway", "name"],
      ["FT020", "main/hub00/jumpServer", "networkInterfaceName"],
    ]);
  });
});

describe("security rules that all groups share", () => {
  const rule = {
    name: "AllowProbes",
    priority: 200,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sources: ["10.9.0.0/24"],
    destinationPorts: ["9100"],
  } as const;
  const groups = (template: Template): Record<string, readonly string[]> =>
    Object.fromEntries(
      Object.values(template.json.resource.azurerm_network_security_group!).map((group) => [
        String(group.name),
        (group.security_rule as readonly { name: string }[]).map(({ name }) => name),
      ]),
    );

  test("are in every group of the hub or site, by priority, and in no other", () => {
    const { stack, hub } = article({ hub: { sharedSecurityRules: [rule] } });
    hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24", securityRules: [] });
    hub.network.addSubnet("open", { name: "open", prefix: "10.0.2.0/24" });
    expect(findingsOf(stack)).toEqual([]);
    expect(groups(new Template(stack))).toEqual({
      "vnet-hub00-default-nsg-japaneast": ["AllowJumpServerInBound", "AllowProbes", "DenyAllInBound"],
      "vnet-hub00-jump-nsg-japaneast": expect.arrayContaining(["AllowProbes", "DenyAllInBound"]),
      "vnet-hub00-apps-nsg-japaneast": ["AllowProbes"],
      "vnet-hub100-nva-nsg-japaneast": expect.not.arrayContaining(["AllowProbes"]),
    });
  });

  test("are in the site's groups", () => {
    const { stack } = article({ site: { sharedSecurityRules: [rule] } });
    expect(groups(new Template(stack))["vnet-hub100-nva-nsg-japaneast"]).toContain("AllowProbes");
  });

  test("need a priority that is free in all groups", () => {
    const taken = { ...rule, name: "Own", priority: 101 };
    const { stack } = article({
      hub: { sharedSecurityRules: [{ ...rule, priority: 100 }], client: { securityRules: [taken] } },
    });
    const found = findingsOf(stack);
    expect(new Set(found.map(({ id, fix }) => `${id} ${fix}`))).toEqual(new Set(["FT039 priority: 102"]));
    expect(found.map(({ at }) => `${at[0]!.path} ${at[0]!.prop}`)).toContain(
      "main/hub00 sharedSecurityRules.0.priority",
    );
  });

  test("have each mistake once", () => {
    const mistaken = { ...rule, sources: ["10.9.0.0/33"] };
    const { stack } = article({ hub: { sharedSecurityRules: [mistaken, { ...rule, name: "Far", priority: 5000 }] } });
    const places = findingsOf(stack).map(({ id, at }) => `${id} ${at.map(({ prop }) => prop).join()}`);
    expect(places).toHaveLength(2);
    expect(new Set(places).size).toBe(2);
  });

  test("are of the form of other rules", () => {
    const { stack } = article({ hub: { sharedSecurityRules: [{ ...rule, direction: "Up" as "Inbound" }] } });
    const places = findingsOf(stack).map(({ id, at }) => `${id} ${at[0]!.prop}`);
    expect(new Set(places)).toEqual(new Set(["FT002 sharedSecurityRules.0.direction"]));
  });
});

test("a naming function of the hub names no password", () => {
  const { stack, resourceGroup } = emptyStack();
  const password = new AdminPassword(stack, "password");
  const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, adminPassword: password, naming: company });
  expect(hub.adminPassword).toBe(password.value);
});
