import { fails, passes, type Case } from "../case";

const at = { path: "main/hub00", prop: "subnetCreation" };
const given =
  (azurermVersion: string | undefined): Case["change"] =>
  ({ app }) => {
    app.oneStepNetworks = [{ at, azurermVersion }];
  };

export const CASES: readonly Case[] = [
  ...[undefined, "5.2.0", "~> 5.0", ">= 4.0", ">= 4.0, < 6.0", "= 5.0.0", "> 4.99, <= 5.1", "< 5.1", "!= 4.55.0"].map(
    (version) => passes("one-step-not-supported", `azurerm ${version}`, given(version)),
  ),
  ...["4.55.0", "~> 4.0", ">= 4.0, < 5.0", "< 5", "<= 4.99", "= 4.55.0"].map((version) =>
    fails("one-step-not-supported", `azurerm ${version}`, given(version), [
      {
        at: "main/hub00 subnetCreation",
        text: `subnets cannot be created in one step with azurerm ${version}`,
        fix: 'stack.addOverride("terraform.required_providers.azurerm.version", "~> 5.2")',
      },
    ]),
  ),
];
