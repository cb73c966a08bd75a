import type { ConstructRule } from "../rule";

/** FT202. */
export const oneStepNotSupported: ConstructRule = {
  id: "FT202",
  name: "one-step-not-supported",
  severity: "error",
  summary: "Subnets are to be created in one step, and the stack requires azurerm 4.",
  why: "Only azurerm 5 can name network security group and route table in the request that creates a subnet. Version 4 rejects the arguments.",
  sources: ["https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/CHANGELOG.md"],
  otherwise: "terraform validate",
  check: (app) =>
    app.oneStepNetworks.flatMap(({ at, azurermVersion: version }) =>
      version === undefined || admitsVersion5(version)
        ? []
        : [
            {
              at,
              text: `subnets cannot be created in one step with azurerm ${version}`,
              got: `"one-step", and azurerm ${version} in required_providers`,
              want: 'azurerm 5, or "two-steps"',
              fix: 'stack.addOverride("terraform.required_providers.azurerm.version", "~> 5.2")',
            },
          ],
    ),
};

/** Whether a version constraint of Terraform admits any version from 5.0 on. */
const admitsVersion5 = (constraint: string): boolean =>
  constraint.split(",").every((part) => {
    const { operator = "", major = "" } = /^\s*(?<operator>[=!~<>]*)\s*v?(?<major>\d+)/.exec(part)?.groups ?? {};
    if (major === "") return true;
    switch (operator) {
      case "":
      case "=":
      case "~>":
        return Number(major) >= 5;
      case "<":
        return Number(major) > 5 || (Number(major) === 5 && !/^\s*<\s*v?5(\.0)*\s*$/.test(part));
      case "<=":
        return Number(major) >= 5;
      default:
        return true;
    }
  });
