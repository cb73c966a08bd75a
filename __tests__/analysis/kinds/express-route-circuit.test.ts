import { configured } from "../terraform/support";

test.each([
  ["Provisioned", true],
  ["NotProvisioned", false],
  ["", undefined],
  ["${var.state}", undefined],
])("a circuit whose provider state is %p is read as provisioned, not provisioned or unknown", (state, provisioned) => {
  const { circuits } = configured({
    azurerm_express_route_circuit: { c: { name: "c", service_provider_provisioning_state: state } },
  });
  expect(circuits.map((circuit) => circuit.provisioned)).toEqual([provisioned]);
});
