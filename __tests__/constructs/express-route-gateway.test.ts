import { ExpressRouteCircuit, ForcedTunnelingHub, Readiness } from "../../lib/index";
import { CIRCUIT_ID, emptyStack, Template, variable } from "../support/apps";

test("connections of one gateway are created one after another, each with the next key of its circuit", () => {
  const { stack, resourceGroup } = emptyStack();
  const keys = variable(stack, "keys", "list(string)");
  const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup });
  const first = ExpressRouteCircuit.fromExisting(stack, "tokyo", {
    circuitId: CIRCUIT_ID,
    authorizationKeys: [variable(stack, "a").stringValue, variable(stack, "b").stringValue],
  });
  const second = ExpressRouteCircuit.fromExisting(stack, "osaka", {
    circuitId: `${CIRCUIT_ID}2`,
    authorizationKeys: keys.listValue,
  });
  const osaka = hub.gateway.connectTo(second, { authorizationKey: variable(stack, "c").stringValue });
  const done = new Readiness().needs(osaka);
  new ForcedTunnelingHub(stack, "hub10", { resourceGroup, addressSpace: "10.10.0.0/16" }).gateway.connectTo(first, {
    after: done,
  });
  hub.gateway.connectTo(first);
  const template = new Template(stack);
  expect(template.one("virtual_network_gateway_connection", "conn-hub00").authorization_key).toBe("${var.c}");
  expect(template.one("virtual_network_gateway_connection", "conn-hub10")).toMatchObject({
    authorization_key: "${var.a}",
    depends_on: [template.address("virtual_network_gateway_connection", "conn-hub00")],
  });
  expect(template.one("virtual_network_gateway_connection", "conn-hub00-2")).toMatchObject({
    authorization_key: "${var.b}",
    depends_on: [template.address("virtual_network_gateway_connection", "conn-hub00")],
  });
});

test("circuits whose ids are known only at apply have to be different: a plan with one circuit twice fails", () => {
  const { stack, resourceGroup } = emptyStack();
  const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: "none", jumpServer: "none" });
  const circuits = ["east", "west"].map((name) =>
    ExpressRouteCircuit.fromExisting(stack, name, { circuitId: variable(stack, `circuit_${name}`).stringValue }),
  );
  const [first, second] = circuits.map((circuit) => hub.gateway.connectTo(circuit));
  expect(first!.lifecycle?.precondition).toBeUndefined();
  expect(new Template(stack).one("virtual_network_gateway_connection", "conn-hub00-2")).toMatchObject({
    lifecycle: {
      precondition: [
        {
          condition: "${lower(var.circuit_east) != lower(var.circuit_west)}",
          error_message: expect.stringContaining("FT057"),
        },
      ],
    },
  });
  expect(second!.lifecycle?.precondition).toHaveLength(1);
});
