import { readTopology } from "../../../../lib/analysis/kinds/read-topology";
import { symbol } from "../../../../lib/analysis/unknown/value";

test("another stack refers to the outputs of a state", () => {
  const state = {
    format_version: "1.0",
    values: {
      outputs: { subnet: { value: "/subnets/s" } },
      root_module: {
        resources: [
          {
            address: "azurerm_subnet.s",
            mode: "managed",
            type: "azurerm_subnet",
            name: "s",
            values: { id: "/subnets/s", name: "s" },
          },
        ],
      },
    },
  };
  const remote = (output: string): string => `\${data.terraform_remote_state.net.outputs.${output}}`;
  const stack = {
    data: { terraform_remote_state: { net: {} } },
    resource: {
      azurerm_network_interface: {
        n: { ip_configuration: [{ subnet_id: remote("subnet"), private_ip_address: remote("nothing") }] },
      },
    },
  };
  const { nics } = readTopology([
    { name: "net.json", text: JSON.stringify(state) },
    { name: "app.tf.json", text: JSON.stringify(stack) },
  ]);
  expect(nics[0]).toMatchObject({
    subnet: "net:azurerm_subnet.s",
    address: symbol("app:data.terraform_remote_state.net.outputs.nothing"),
  });
});
