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
      at: "/subscriptions/0/expressRouteCircuits/erc",
      over: "circuit",
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
      at: "azurerm_express_route_circuit.c",
      over: "circuit",
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

describe("a router of a site by VPN", () => {
  const vpn = {
    azurerm_virtual_network_gateway: { gw: { name: "gw", type: "Vpn" } },
    azurerm_local_network_gateway: {
      site: { name: "lng-site", bgp_settings: [{ asn: 65020, bgp_peering_address: "192.168.0.1" }] },
    },
    azurerm_virtual_network_gateway_connection: {
      c: {
        name: "to-site",
        virtual_network_gateway_id: "${azurerm_virtual_network_gateway.gw.id}",
        local_network_gateway_id: "${azurerm_local_network_gateway.site.id}",
      },
    },
  };
  const edge = { name: "router", asn: 65020, announces: ["192.168.0.0/16"] };

  it.each(["to-site", "TO-SITE", "azurerm_virtual_network_gateway_connection.c", "lng-site"])(
    "is at the connection that %s names",
    (connection) => {
      const { onPremises } = configured(vpn, {}, { onPremises: [{ ...edge, connection }] });
      expect(onPremises).toEqual([
        {
          name: "router",
          at: "azurerm_virtual_network_gateway_connection.c",
          over: "vpn",
          asn: 65020,
          announces: [{ prefix: "192.168.0.0/16", asPath: [65020] }],
        },
      ]);
    },
  );

  it("is refused where no connection has the name", () => {
    expect(() => configured(vpn, {}, { onPremises: [{ ...edge, connection: "other" }] })).toThrow(
      /no VPN connection named "other"[\s\S]*to-site \(azurerm_virtual_network_gateway_connection\.c\)/,
    );
  });
});

test("an announcement comes over the links that it names, or its router", () => {
  const { onPremises } = configured(
    connected,
    {},
    {
      onPremises: [
        {
          circuit: "erc",
          asn: 64512,
          links: ["secondary"],
          announces: ["192.168.0.0/16", { prefix: "172.20.0.0/16", links: ["primary", "secondary"] }],
        },
      ],
    },
  );
  expect(onPremises[0]!.announces).toEqual([
    { prefix: "192.168.0.0/16", asPath: [64512], links: [2] },
    { prefix: "172.20.0.0/16", asPath: [64512], links: [1, 2] },
  ]);
});
