import { check } from "../../../lib/analysis/check/check";
import { read } from "../../support/analysis/ask";
import { Azure } from "../../support/analysis/azure";

test("the same finding in networks that have nothing to do with each other is one", () => {
  const azure = new Azure();
  for (const [id, space] of [
    ["a", "10.1"],
    ["b", "10.2"],
  ] as const)
    azure
      .vnet(id, `${space}.0.0/16`)
      .subnet(id, "app", `${space}.0.0/24`, { default_outbound_access_enabled: true })
      .subnet(id, "AzureBastionSubnet", `${space}.1.0/27`)
      .vm(id, `${id}_app`)
      .add("container_app_environment", id, {
        name: `env-${id}`,
        infrastructure_subnet_id: `\${azurerm_subnet.${id}_app.id}`,
      });
  const { findings } = check(read(azure), { whatIf: false });
  expect(findings.map(({ id, text }) => `${id} ${text}`)).toEqual([
    "FT108 vnet-a/AzureBastionSubnet and vnet-b/AzureBastionSubnet are too small for Azure Bastion",
    "FT130 env-a (azurerm_container_app_environment) and env-b (azurerm_container_app_environment) are not modelled: each sends the traffic of its containers from its subnet",
    "FT120 vm-a and vm-b reach the internet through default outbound access",
  ]);
  const one = check(read(azure), { whatIf: false, accept: [{ rule: "not-modelled", at: "env-a", reason: "tested" }] });
  expect(one.findings.filter(({ id }) => id === "FT130").map(({ at }) => at[0])).toEqual([
    "azurerm_container_app_environment.b",
  ]);
});
