import { lastSegment } from "../edit";
import type { ConstructRule } from "../rule";

/** FT036. A plain text is written to cdk.tf.json, and from there to version control and build logs. */
export const secretInPlainText: ConstructRule = {
  id: "FT036",
  name: "secret-in-plain-text",
  severity: "error",
  summary: "A secret is given as plain text.",
  why: "A secret that is given as text is written to the synthesized JSON, and from there to version control and build logs.",
  sources: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"],
  check: (app) =>
    app.secrets
      .filter(({ literal }) => literal)
      .map(({ at }) => {
        const name = lastSegment(at.prop.replace(/\.\d+$/, ""));
        return {
          at,
          text: `${at.prop} is given as plain text`,
          got: "(not shown)",
          want: "a reference: a sensitive variable, or a secret of a Key Vault",
          fix: `new TerraformVariable(stack, "${name}", { sensitive: true }).stringValue`,
        };
      }),
};
