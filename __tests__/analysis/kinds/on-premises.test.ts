import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { configured } from "../terraform/support";

const connected = {
  azurerm_virtual_network_gateway_connection: {
    c: { express_route_circuit_id: "/subscriptions/0/expressRouteCircuits/erc" },
  },
};

test("an on-premises edge is on the circuit that it names", () => {
  const edge = { asn: 64512, announces: ["192.168.0.0/16", { prefix: "0.0.0.0/0", asPath: [64512, 64513] }] };
  const { onPremises } = configured(connected, {}, { onPremises: [{ ...edge, circuit: "ERC" }] });
  expect(onPremises).toEqual([
    {
      name: "on-premises (AS 64512)",
      circuit: "/subscriptions/0/expressRouteCircuits/erc",
      asn: 64512,
      announces: [
        { prefix: "192.168.0.0/16", asPath: [64512] },
        { prefix: "0.0.0.0/0", asPath: [64512, 64513] },
      ],
    },
  ]);
  expect(() => configured(connected, {}, { onPremises: [{ ...edge, circuit: "other" }] })).toThrow(TopologyError);
});

test("an on-premises edge has a default name and AS path, and an unknown or ambiguous circuit is refused", () => {
  const circuit = { azurerm_express_route_circuit: { c: { name: "er" } } };
  const { onPremises } = configured(
    circuit,
    {},
    {
      onPremises: [
        {
          circuit: "ER",
          asn: 65100,
          announces: ["10.0.0.0/8", { prefix: "0.0.0.0/0" }, { prefix: "192.0.2.0/24", asPath: [1, 2] }],
        },
      ],
    },
  );
  expect(onPremises).toEqual([
    {
      name: "on-premises (AS 65100)",
      circuit: "azurerm_express_route_circuit.c",
      asn: 65100,
      announces: [
        { prefix: "10.0.0.0/8", asPath: [65100] },
        { prefix: "0.0.0.0/0", asPath: [65100] },
        { prefix: "192.0.2.0/24", asPath: [1, 2] },
      ],
    },
  ]);
  expect(() => configured(circuit, {}, { onPremises: [{ circuit: "other", asn: 1, announces: [] }] })).toThrow(
    /no circuit named "other"[\s\S]*er \(azurerm_express_route_circuit\.c\)/,
  );
  expect(() => configured({}, {}, { onPremises: [{ circuit: "other", asn: 1, announces: [] }] })).toThrow(
    "none: no connection leads to a circuit",
  );
  expect(() =>
    configured(
      { azurerm_express_route_circuit: { c: { name: "er" }, d: { name: "er" } } },
      {},
      { onPremises: [{ circuit: "er", asn: 1, announces: [] }] },
    ),
  ).toThrow('several circuits are named "er"');
});
