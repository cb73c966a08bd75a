import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import { overview } from "../../../lib/analysis/forwarding/overview";
import { path } from "../../../lib/analysis/forwarding/path";
import { read } from "../../support/analysis/ask";
import { Azure } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

/** The client of T has a second NIC, in a subnet with a route table of its own. */
const withSecondNic = (nextHop: "Internet" | "None") => {
  const azure = t()
    .subnet("hub00", "second", "10.0.9.0/24", { default_outbound_access_enabled: true })
    .table("hub00_second", [["0.0.0.0/0", nextHop]])
    .add("network_interface", "second", {
      name: "nic-second",
      ip_configuration: [{ name: "ip", subnet_id: "${azurerm_subnet.hub00_second.id}" }],
    });
  const nics = ["hub00", "second"].map((nic) => `\${azurerm_network_interface.${nic}.id}`);
  return read(azure.set("linux_virtual_machine.hub00", { network_interface_ids: nics }));
};

it("leaves a packet to the internet undetermined where another NIC would send it elsewhere, as the overview does", () => {
  const topology = withSecondNic("Internet");
  const result = path(topology, { from: "vm-hub00", to: "internet" });
  expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled", egress: [] });
  expect(result.summary).toContain("; but exempt from nic-second, and the routes of its guest are not known");
  expect(overview(topology).find(({ machine }) => machine === "vm-hub00")?.verdict).toBe("undetermined");
});

it("does not where the other NIC leads nowhere, nor for a packet inside", () => {
  expect(path(withSecondNic("None"), { from: "vm-hub00", to: "internet" }).verdict).toBe("tunnelled");
  expect(path(withSecondNic("Internet"), { from: "vm-hub00", to: "vm-jump00" }).verdict).not.toBe("undetermined");
});

describe("an NVA with two NICs, of which only the second has a public IP", () => {
  const nva = (command: string) => read(twoNics(command));

  const twoNics = (command: string) => {
    const userData = `#!/bin/sh\necho net.ipv4.ip_forward=1 > /etc/sysctl.d/99.conf\nsysctl --system\n${command}\n`;
    const azure = new Azure()
      .vnet("hub", "10.0.0.0/16")
      .subnet("hub", "inner", "10.0.1.0/24")
      .subnet("hub", "outer", "10.0.2.0/24")
      .vm("nva", "hub_inner", { address: "10.0.1.4", forwarding: true, userData })
      .add("public_ip", "out", { name: "pip-out", allocation_method: "Static", sku: "Standard" })
      .add("network_interface", "out", {
        name: "nic-out",
        ip_forwarding_enabled: true,
        ip_configuration: [
          {
            name: "ip",
            subnet_id: "${azurerm_subnet.hub_outer.id}",
            public_ip_address_id: "${azurerm_public_ip.out.id}",
          },
        ],
      });
    const nics = ["nva", "out"].map((nic) => `\${azurerm_network_interface.${nic}.id}`);
    return azure.set("linux_virtual_machine.nva", { network_interface_ids: nics });
  };

  it.each([
    "ip route replace default dev eth1",
    "ip route replace default via 10.0.2.1 dev eth1",
    "ip route add 0.0.0.0/1 dev eth1",
  ])("may leave by the second with %s", (command) => {
    const result = path(nva(command), { from: "vm-nva", to: "internet" });
    expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
    expect(result.summary).toContain(`the routes of its guest are not known: "${command}" was not read`);
    expect(overview(nva(command))).toMatchObject([{ machine: "vm-nva", verdict: "undetermined" }]);
  });

  it("may leave by the second where its user data is not known, and does where the user says so", () => {
    const unknown = (assumptions?: Assumptions) => {
      const azure = twoNics("");
      azure.set("linux_virtual_machine.nva", { custom_data: azure.var("data") });
      const topology = read(azure, assumptions);
      const { verdict, egress } = path(topology, { from: "vm-nva", to: "internet" });
      expect(overview(topology)).toMatchObject([{ verdict, egress }]);
      return [verdict, ...egress.map(({ name }) => name)];
    };
    const sends = { forwards: true, translates: true, sendsBy: { "0.0.0.0/0": "nic-out", "10.0.0.0/8": "nic-nva" } };
    expect(unknown()).toEqual(["undetermined"]);
    expect(unknown({ machines: { "vm-nva": sends } })).toEqual(["direct", "pip-out"]);
  });

  it("leaves by the first where its routes are read", () => {
    expect(path(nva("ip route replace default dev eth0"), { from: "vm-nva", to: "internet" }).verdict).toBe("dropped");
  });
});
