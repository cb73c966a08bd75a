import { configured } from "../terraform/support";
import { id, nva } from "./sample-resources";

test("a security rule refers to application security groups", () => {
  const { nics, securityGroups } = configured({
    ...nva,
    azurerm_application_security_group: { web: { name: "web" } },
    azurerm_network_interface_application_security_group_association: {
      a: {
        network_interface_id: id("azurerm_network_interface.n"),
        application_security_group_id: id("azurerm_application_security_group.web"),
      },
    },
    azurerm_network_security_group: { g: { name: "g" } },
    azurerm_network_security_rule: {
      r: {
        name: "r",
        network_security_group_name: "g",
        priority: 100,
        direction: "outbound",
        access: "deny",
        protocol: "Tcp",
        source_application_security_group_ids: [id("azurerm_application_security_group.web"), "/elsewhere"],
        destination_address_prefix: "*",
      },
      lost: { name: "lost", network_security_group_name: "nobody" },
    },
  });
  expect(nics[0]!.applicationSecurityGroups).toEqual(["azurerm_application_security_group.web"]);
  expect(securityGroups[0]!.rules).toMatchObject([
    {
      name: "r",
      direction: "Outbound",
      access: "Deny",
      sourceGroups: ["azurerm_application_security_group.web"],
      destinations: ["*"],
    },
  ]);
});
