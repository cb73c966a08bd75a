import { Testing } from "cdktf";
import {
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  type NewCircuitProps,
  OnPremSiteWithRouteServer,
} from "../../lib/index";
import { check, overview, readTopology } from "../../lib/analysis";
import { emptyStack, SSH_KEY, Template } from "../support/apps";

const PEERING = {
  primaryPrefix: "192.168.255.0/30",
  secondaryPrefix: "192.168.255.4/30",
  vlanId: 100,
  peerAsn: 65010,
};

/** The article's topology on a circuit that the app creates. */
function withNewCircuit(props: Partial<NewCircuitProps> = {}) {
  const { stack, resourceGroup } = emptyStack();
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
