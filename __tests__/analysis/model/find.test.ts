import { componentNamed, machineNamed } from "../../../lib/analysis/model/find";
import { without } from "../../../lib/analysis/model/removal";
import { effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import { Azure } from "../../support/analysis/azure";
import { ask, read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

const twins = (): Azure => {
  const azure = new Azure().vnet("v", "10.0.0.0/16").subnet("v", "s", "10.0.0.0/24");
  azure.vm("a", "v_s").vm("b", "v_s");
  return azure.set("linux_virtual_machine.a", { name: "vm-x" }).set("linux_virtual_machine.b", { name: "VM-X" });
};

describe("a name in another case", () => {
  const topology = read(t());

  it("is the component's that has it in any case", () => {
    const { id, name } = topology.machines[0]!;
    expect(machineNamed(topology, name.toUpperCase()).id).toBe(id);
    expect(machineNamed(topology, id.toUpperCase()).id).toBe(id);
  });

  it("is that of an end of a path, of what fails, and of a subnet", () => {
    expect(ask(topology, "VM-HUB00", "INTERNET").verdict).toBe("tunnelled");
    expect(ask(without(topology, "VM-NVA100"), "vm-hub00").verdict).not.toBe("tunnelled");
    expect(ask(without(topology, "vm-NVA100 - RS-hub100"), "vm-hub00").verdict).not.toBe("tunnelled");
    expect(effectiveRoutes(topology, "VNET-hub00/DEFAULT").subnet).toBe("vnet-hub00/default");
    expect(componentNamed(topology, "RS-HUB100").id).toBe("azurerm_route_server.hub100");
  });
});

it("prefers the name in its own case, and asks where several have it in another", () => {
  const topology = read(twins());
  expect(machineNamed(topology, "VM-X").id).toBe("azurerm_linux_virtual_machine.b");
  expect(machineNamed(topology, "vm-x").id).toBe("azurerm_linux_virtual_machine.a");
  expect(() => machineNamed(topology, "Vm-X")).toThrow('2 resources are named "Vm-X"');
});
