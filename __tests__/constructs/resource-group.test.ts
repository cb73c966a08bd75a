import { FrrNva, OnPremSiteWithRouteServer } from "../../lib/index";
import { emptyStack, SSH_KEY, Template, variable } from "../support/apps";

test("a resource group can be a name and a region, spelled as in the portal", () => {
  const { stack } = emptyStack("main", false);
  const site = new OnPremSiteWithRouteServer(stack, "hub100", {
    resourceGroup: { name: variable(stack, "group").stringValue, location: "Japan East" },
  });
  new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
  const group = new Template(stack).one("network_security_group", "vnet-hub100-nva-nsg-japaneast");
  expect(group).toMatchObject({ resource_group_name: "${var.group}", location: "Japan East" });
});
