import { overview } from "../../../lib/analysis/forwarding/overview";
import { path } from "../../../lib/analysis/forwarding/path";
import { read } from "../../support/analysis/ask";
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
