import { jsonFile } from "../support";
import { readTopology } from "../../../../lib/analysis/kinds/read-topology";

describe("several stacks", () => {
  const hub = {
    "//": { metadata: { stackName: "hub" } },
    resource: { azurerm_virtual_network: { v: { name: "hub" } } },
    output: {
      "cross-stack-output-azurerm_virtual_networkvid": { sensitive: true, value: "${azurerm_virtual_network.v.id}" },
    },
  };
  const spoke = {
    "//": { metadata: { stackName: "spoke" } },
    data: { terraform_remote_state: { "cross-stack-reference-input-hub": { backend: "local" } } },
    resource: {
      azurerm_virtual_network: { v: { name: "spoke" } },
      azurerm_virtual_network_peering: {
        p: {
          virtual_network_name: "spoke",
          remote_virtual_network_id:
            "${data.terraform_remote_state.cross-stack-reference-input-hub.outputs.cross-stack-output-azurerm_virtual_networkvid}",
        },
      },
    },
  };

  test("refer to each other through their outputs, and prefix ids with their names", () => {
    const files = [jsonFile("a", hub), jsonFile("b", spoke)];
    expect(readTopology(files).peerings).toMatchObject([
      {
        id: "spoke:azurerm_virtual_network_peering.p",
        network: "spoke:azurerm_virtual_network.v",
        remote: "hub:azurerm_virtual_network.v",
      },
    ]);
    expect(readTopology([...files].reverse())).toEqual(readTopology(files));
  });

  test("share the value of a variable that both declare, with a note", () => {
    const stack = (stackName: string): object => ({
      "//": { metadata: { stackName } },
      variable: { circuit_id: {} },
      resource: {
        azurerm_virtual_network_gateway_connection: {
          c: { name: stackName, express_route_circuit_id: "${var.circuit_id}" },
        },
      },
    });
    const { circuits, notes } = readTopology([jsonFile("a", stack("a")), jsonFile("b", stack("b"))]);
    expect(circuits.map(({ id }) => id)).toEqual(["var.circuit_id"]);
    expect(notes.find(({ at }) => at === "var.circuit_id")?.kind).toBe("assumed");
  });
});
