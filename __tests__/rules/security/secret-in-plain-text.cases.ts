import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("secret-in-plain-text", "a reference", () => undefined),
  fails(
    "secret-in-plain-text",
    "an authorization key",
    ({ app }) => app.secrets.push({ at: place("main/circuit", "authorizationKeys.1"), literal: true }),
    [
      {
        at: "main/circuit authorizationKeys.1",
        text: "authorizationKeys.1 is given as plain text",
        got: "(not shown)",
        want: "a reference: a sensitive variable, or a secret of a Key Vault",
        fix: 'new TerraformVariable(stack, "authorizationKeys", { sensitive: true }).stringValue',
      },
    ],
  ),
  fails(
    "secret-in-plain-text",
    "a password",
    ({ app }) => app.secrets.push({ at: place("main/hub00", "client.adminPassword"), literal: true }),
    [
      {
        at: "main/hub00 client.adminPassword",
        text: "client.adminPassword is given as plain text",
        got: "(not shown)",
        fix: 'new TerraformVariable(stack, "adminPassword", { sensitive: true }).stringValue',
      },
    ],
  ),
];
