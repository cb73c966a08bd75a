import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type TerraformStack, Testing } from "cdktf";
import {
  ExpressRouteCircuit,
  ExpressRouteGateway,
  findingsOf,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  FrrNva,
  type IResourceGroup,
  Network,
  OnPremSiteWithRouteServer,
} from "../../lib/index";
import { check, overview, readTopology } from "../../lib/analysis";
import { addStack, emptyStack, SSH_KEY, Template } from "../support/apps";

const NAMES = { name: "erc-tokyo", resourceGroupName: "rg-circuit" };
const PEERING = {
  primaryPrefix: "192.168.255.0/30",
  secondaryPrefix: "192.168.255.4/30",
  vlanId: 100,
  peerAsn: 65010,
};
const provider = (stack: TerraformStack): AzurermProvider =>
  new AzurermProvider(stack, "circuit-provider", { alias: "circuit", subscriptionId: "11111111", features: [{}] });

/** Hub and site on a circuit. */
function connect(stack: TerraformStack, resourceGroup: IResourceGroup, circuit: ExpressRouteCircuit): void {
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    jumpServer: { operatorSources: ["203.0.113.0/24"] },
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup });
  new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
  hub.gateway.connectTo(circuit);
  site.gateway.connectTo(circuit);
}

const verdicts = (stack: TerraformStack): object => {
  const topology = readTopology([{ name: "cdk.tf.json", text: Testing.synth(stack) }]);
  expect(check(topology).findings.filter(({ severity }) => severity !== "warning")).toEqual([]);
  return Object.fromEntries(overview(topology).map(({ machine, verdict }) => [machine, verdict]));
};

describe("a circuit that is found by its name", () => {
  test("is looked up in its subscription, and each connection has an authorization of its own", () => {
    const { stack, resourceGroup } = emptyStack();
    const azurermProvider = provider(stack);
    const circuit = ExpressRouteCircuit.fromName(stack, "circuit", {
      ...NAMES,
      azurermProvider,
      authorizations: "create",
      acceptsDefaultRoute: true,
    });
    connect(stack, resourceGroup, circuit);
    expect(findingsOf(stack)).toEqual([]);
    const template = new Template(stack);
    expect((template.json as unknown as { data: unknown }).data).toMatchObject({
      azurerm_express_route_circuit: {
        circuit_95DAD16E: { name: "erc-tokyo", resource_group_name: "rg-circuit", provider: "azurerm.circuit" },
      },
    });
    expect(template.all("express_route_circuit_authorization")).toMatchObject({
      "auth-conn-hub00": {
        express_route_circuit_name: "erc-tokyo",
        resource_group_name: "rg-circuit",
        provider: "azurerm.circuit",
      },
      "auth-conn-hub100": { express_route_circuit_name: "erc-tokyo" },
    });
    for (const name of ["conn-hub00", "conn-hub100"]) {
      const authorization = template.address("express_route_circuit_authorization", `auth-${name}`);
      expect(template.one("virtual_network_gateway_connection", name)).toMatchObject({
        authorization_key: `\${${authorization}.authorization_key}`,
        express_route_circuit_id: "${data.azurerm_express_route_circuit.circuit_95DAD16E.id}",
      });
    }
    expect(verdicts(stack)).toEqual({ "vm-hub00": "tunnelled", "vm-jump00": "exempt", "vm-nva100": "exempt" });
  });

  test("needs the consent of its owner, and its whole name", () => {
    const { stack, resourceGroup } = emptyStack();
    connect(stack, resourceGroup, ExpressRouteCircuit.fromName(stack, "circuit", { ...NAMES, name: "" }));
    expect(findingsOf(stack).map(({ name }) => name)).toEqual(["live-circuit-without-opt-in", "circuit-prop-missing"]);
  });

  test("is one circuit for two constructs", () => {
    const { stack, resourceGroup } = emptyStack();
    const named = (id: string): ExpressRouteCircuit => ExpressRouteCircuit.fromName(stack, id, NAMES);
    const props = { resourceGroup, jumpServer: { operatorSources: ["203.0.113.0/24"] } };
    new ForcedTunnelingHub(stack, "hub00", props).gateway.connectTo(named("one"));
    new ForcedTunnelingHub(stack, "hub10", { ...props, addressSpace: "10.0.0.0/17" }).gateway.connectTo(named("other"));
    expect(findingsOf(stack).map(({ name }) => name)).toEqual(["address-spaces-overlap"]);
  });

  test("cannot be looked up with a provider of another stack, nor with something else", () => {
    const { app, stack, resourceGroup } = emptyStack();
    const other = addStack(app, "other");
    const circuit = (azurermProvider: unknown): ExpressRouteCircuit =>
      ExpressRouteCircuit.fromName(stack, `c${counter++}`, { ...NAMES, azurermProvider: azurermProvider as never });
    let counter = 0;
    expect(() => circuit(provider(other))).toThrow(ForcedTunnelingError);
    expect(() => circuit({ alias: "circuit" })).toThrow("an AzurermProvider of the same stack");
    const own = circuit(provider(stack));
    const hub = new ForcedTunnelingHub(other, "hub00", { resourceGroup });
    expect(() => hub.gateway.connectTo(own)).toThrow(ForcedTunnelingError);
  });
});

describe("a circuit that the app creates", () => {
  const created = (stack: TerraformStack, resourceGroup: IResourceGroup) =>
    ExpressRouteCircuit.create(stack, "tokyo", {
      resourceGroup,
      provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 },
      privatePeering: PEERING,
      authorizations: "create",
    });

  test("has an authorization for each connection, which exists with it", () => {
    const { stack, resourceGroup } = emptyStack();
    connect(stack, resourceGroup, created(stack, resourceGroup));
    expect(findingsOf(stack)).toEqual([]);
    const template = new Template(stack);
    const connection = template.one("virtual_network_gateway_connection", "conn-hub00");
    const authorization = template.one("express_route_circuit_authorization", "auth-conn-hub00");
    expect(authorization.count).toBe(connection.count);
    expect(connection.authorization_key).toBe(
      `\${one(${template.address("express_route_circuit_authorization", "auth-conn-hub00")}[*].authorization_key)}`,
    );
    expect(verdicts(stack)).toEqual({ "vm-hub00": "tunnelled", "vm-jump00": "exempt", "vm-nva100": "exempt" });
  });

  test("connects an existing gateway, and a hub and a site of one gateway each", () => {
    const { stack, resourceGroup } = emptyStack();
    const circuit = created(stack, resourceGroup);
    const network = Network.fromExisting(stack, "vnet", {
      name: "vnet-workloads",
      resourceGroupName: "rg-network",
      addressSpace: ["10.20.0.0/16"],
      subnets: { GatewaySubnet: "10.20.255.0/27" },
    });
    const gateway = ExpressRouteGateway.fromExisting(stack, "gateway", {
      name: "ergw-workloads",
      resourceGroupName: "rg-network",
    });
    const hub = new ForcedTunnelingHub(stack, "hub20", {
      resourceGroup,
      network,
      gateway,
      client: "none",
      jumpServer: "none",
    });
    hub.gateway.connectTo(circuit);
    connect(stack, resourceGroup, circuit);
    expect(findingsOf(stack)).toEqual([]);
    const connections = Object.values(new Template(stack).all("virtual_network_gateway_connection"));
    expect(connections.map(({ count }) => typeof count)).toEqual(["string", "string", "string"]);
    expect(verdicts(stack)).toMatchObject({ "vm-hub00": "tunnelled" });
  });

  test("is looked up again in another stack, which waits for its own and reads no state", () => {
    const { app, stack, resourceGroup } = emptyStack("on-prem");
    const circuit = created(stack, resourceGroup);
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
    site.gateway.connectTo(circuit);
    const cloud = addStack(app, "cloud");
    const hub = new ForcedTunnelingHub(cloud, "hub00", { resourceGroup: { name: "rg-cloud", location: "japaneast" } });
    hub.gateway.connectTo(circuit);
    expect(findingsOf(stack)).toEqual([]);
    expect(cloud.dependencies.map(({ node }) => node.id)).toEqual(["on-prem"]);
    const texts = [stack, cloud].map((one) => Testing.synth(one));
    expect(texts[1]).not.toMatch(/remote_state|cross-stack/);
    const topology = readTopology(texts.map((text, i) => ({ name: `${["on-prem", "cloud"][i]}/cdk.tf.json`, text })));
    expect(overview(topology).find(({ machine }) => machine === "vm-hub00")?.verdict).toBe("tunnelled");
  });
});
