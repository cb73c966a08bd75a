import { type TerraformStack, Testing } from "cdktf";
import * as fc from "fast-check";
import {
  ExpressRouteCircuit,
  findingsOf,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  FrrNva,
  type NewCircuitProps,
  OnPremSiteWithRouteServer,
} from "../../lib/index";
import { check, overview, readTopology } from "../../lib/analysis";
import { emptyStack, forgetTokens, SSH_KEY, Template, variable } from "../support/apps";
import { runs } from "../support/runs";

const PEERING = {
  primaryPrefix: "192.168.255.0/30",
  secondaryPrefix: "192.168.255.4/30",
  vlanId: 100,
  peerAsn: 65010,
};

/** The article's topology on a circuit that the app creates. */
function withNewCircuit(given: Partial<NewCircuitProps> | ((stack: TerraformStack) => Partial<NewCircuitProps>) = {}) {
  const { stack, resourceGroup } = emptyStack();
  const props = typeof given === "function" ? given(stack) : given;
  const circuit = ExpressRouteCircuit.create(stack, "tokyo", {
    resourceGroup,
    provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 },
    privatePeering: PEERING,
    ...props,
  });
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    jumpServer: { operatorSources: ["203.0.113.0/24"] },
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup });
  new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
  hub.gateway.connectTo(circuit);
  site.gateway.connectTo(circuit);
  return { stack, circuit, hub, site };
}

interface Blocks {
  readonly data?: Record<string, Record<string, object>>;
  readonly resource: Record<string, Record<string, object>>;
  readonly check: Record<string, object>;
}

/** What belongs to the circuit: its resources, look-ups and checks. */
function ofCircuit(stack: ReturnType<typeof withNewCircuit>["stack"]): object {
  const { data, resource, check: checks } = new Template(stack).json as unknown as Blocks;
  const own = Object.entries(resource).filter(([type]) => /circuit|gateway_connection/.test(type));
  return { data, resource: Object.fromEntries(own), check: checks };
}

describe("a circuit that the app creates", () => {
  test("has Terraform addresses that do not change", () => {
    const { data, resource } = ofCircuit(withNewCircuit().stack) as Blocks;
    const addresses = [...Object.entries(data!), ...Object.entries(resource)].flatMap(([type, byId]) =>
      Object.keys(byId).map((id) => `${type}.${id}`),
    );
    expect(addresses).toMatchInlineSnapshot(`
     [
       "azurerm_express_route_circuit.tokyo_gate_state_CB1F62DA",
       "azurerm_resources.hub00_gateway_connection_found_AD218003",
       "azurerm_resources.hub100_gateway_connection_found_1D7A281D",
       "azurerm_resources.tokyo_gate_found_1985526D",
       "azurerm_express_route_circuit.tokyo_circuit_270F3227",
       "azurerm_express_route_circuit_peering.tokyo_private-peering_85521338",
       "azurerm_virtual_network_gateway_connection.hub00_gateway_connection_FD8C8BA8",
       "azurerm_virtual_network_gateway_connection.hub100_gateway_connection_F22C735E",
     ]
    `);
  });

  test.each<[string, string, (stack: TerraformStack) => Partial<NewCircuitProps>]>([
    ["a name that is a variable", "FT091", (stack) => ({ name: variable(stack, "circuit_name").stringValue })],
    [
      "a resource group whose name is a variable",
      "FT091",
      (stack) => ({ resourceGroup: { name: variable(stack, "group").stringValue, location: "japaneast" } }),
    ],
    ["a shared key in plain text", "FT036", () => ({ privatePeering: { ...PEERING, sharedKey: "not-a-reference" } })],
    ["a name that Azure does not accept", "FT019", () => ({ name: "erc tokyo" })],
    ["a prefix of one of its VNets", "FT088", () => ({ privatePeering: { ...PEERING, primaryPrefix: "10.0.9.0/30" } })],
  ])("with %s is refused by %s, and no secret is written", (_, rule, props) => {
    const { stack } = withNewCircuit(props);
    expect(findingsOf(stack).map(({ id }) => id)).toEqual([rule]);
    expect(Testing.synth(stack)).not.toContain("not-a-reference");
  });

  test("takes its shared key from a reference", () => {
    const { stack } = withNewCircuit((own) => ({
      privatePeering: { ...PEERING, sharedKey: variable(own, "shared_key").stringValue },
    }));
    expect(findingsOf(stack)).toEqual([]);
    const [peering] = Object.values(new Template(stack).json.resource.azurerm_express_route_circuit_peering!);
    expect(peering).toMatchObject({ shared_key: "${var.shared_key}" });
  });

  test("accepts or reports any value in any prop, and throws no other error", () => {
    const values = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const props = ["name", "provider", "directPort", "sku", "privatePeering", "authorizations", "tags", "location"];
    const inner = ["name", "peeringLocation", "bandwidthMbps", "tier", "family", "vlanId", "peerAsn", "primaryPrefix"];
    fc.assert(
      fc.property(fc.constantFrom(...props), fc.option(fc.constantFrom(...inner)), values, (prop, part, value) => {
        const given = part === null ? value : { [part]: value };
        try {
          findingsOf(withNewCircuit({ [prop]: given }).stack);
        } catch (error) {
          expect(error).toBeInstanceOf(ForcedTunnelingError);
        }
        forgetTokens();
      }),
      { numRuns: runs(100, 1_000), seed: 7 },
    );
  });

  test("is looked up by its literal name; private peering and connections exist only when it is provisioned", () => {
    expect(ofCircuit(withNewCircuit().stack)).toMatchSnapshot();
  });

  test("on an ExpressRoute Direct port waits for nobody", () => {
    const directPort = {
      expressRoutePortId:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/expressRoutePorts/port",
      bandwidthGbps: 10,
    };
    const { stack } = withNewCircuit({ provider: undefined, directPort });
    const own = ofCircuit(stack);
    expect(JSON.stringify(own)).not.toContain('"count"');
    expect(own).toMatchSnapshot();
  });

  test("without a private peering of its own is connected only when its provider has configured one", () => {
    const { stack } = withNewCircuit({ privatePeering: undefined });
    expect(findingsOf(stack)).toEqual([]);
    const { count } = new Template(stack).one("virtual_network_gateway_connection", "conn-hub00");
    expect(count).toContain('== "Provisioned" && length([for p in flatten(');
    const topology = readTopology([{ name: "cdk.tf.json", text: Testing.synth(stack) }]);
    expect(overview(topology).find(({ machine }) => machine === "vm-hub00")?.verdict).toBe("tunnelled");
  });

  test("tunnels once it is provisioned: check finds no error, and a note says what it assumes", () => {
    const topology = readTopology([{ name: "cdk.tf.json", text: Testing.synth(withNewCircuit().stack) }]);
    expect(Object.fromEntries(overview(topology).map(({ machine, verdict }) => [machine, verdict]))).toEqual({
      "vm-hub00": "tunnelled",
      "vm-jump00": "exempt",
      "vm-nva100": "exempt",
    });
    expect(check(topology).findings.filter(({ severity }) => severity !== "warning")).toEqual([]);
    expect(topology.notes.map(({ text }) => text)).toContain(
      "the answers assume that the service provider has provisioned circuit erc-tokyo",
    );
  });
});
