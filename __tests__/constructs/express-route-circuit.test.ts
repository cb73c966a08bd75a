import { ExpressRouteCircuit, ForcedTunnelingHub, findingsOf } from "../../lib/index";
import { CIRCUIT_ID, emptyStack, Template, variable } from "../support/apps";

test("VNets on one circuit must not overlap, even if two constructs refer to the circuit", () => {
  const { stack, resourceGroup } = emptyStack();
  const circuit = (id: string): ExpressRouteCircuit =>
    ExpressRouteCircuit.fromExisting(stack, id, { circuitId: CIRCUIT_ID, acceptsDefaultRoute: true });
  const props = { resourceGroup, jumpServer: { operatorSources: ["203.0.113.0/24"] } };
  new ForcedTunnelingHub(stack, "hub00", props).gateway.connectTo(circuit("one"));
  new ForcedTunnelingHub(stack, "hub10", { ...props, addressSpace: "10.0.0.0/17" }).gateway.connectTo(circuit("other"));
  expect(findingsOf(stack).map(({ name }) => name)).toEqual(["address-spaces-overlap"]);
});

test("a connection with its own key uses none of the circuit's keys, whether they are single values or a list", () => {
  const { stack, resourceGroup } = emptyStack();
  const hub = (id: string, n: number): ForcedTunnelingHub =>
    new ForcedTunnelingHub(stack, id, {
      resourceGroup,
      addressSpace: `10.${n}.0.0/16`,
      jumpServer: { operatorSources: ["203.0.113.0/24"] },
    });
  const one = ExpressRouteCircuit.fromExisting(stack, "one", {
    circuitId: CIRCUIT_ID,
    authorizationKeys: [variable(stack, "first").stringValue],
  });
  hub("hub10", 10).gateway.connectTo(one, { authorizationKey: variable(stack, "own").stringValue });
  hub("hub20", 20).gateway.connectTo(one);
  const list = ExpressRouteCircuit.fromExisting(stack, "list", {
    circuitId: `${CIRCUIT_ID}2`,
    authorizationKeys: variable(stack, "keys", "list(string)").listValue,
  });
  hub("hub30", 30).gateway.connectTo(list);
  hub("hub40", 40).gateway.connectTo(list);
  const template = new Template(stack);
  const keys = ["conn-hub10", "conn-hub20", "conn-hub30", "conn-hub40"].map(
    (name) => template.one("virtual_network_gateway_connection", name).authorization_key,
  );
  expect(keys).toEqual(["${var.own}", "${var.first}", "${var.keys[0]}", "${var.keys[1]}"]);
  expect(findingsOf(stack)).toEqual([]);
});
