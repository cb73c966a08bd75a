import { lastSegment } from "../edit";
import type { Rule } from "../rule";

/** FT036. What is given as a text ends in cdk.tf.json, and from there in version control and build logs. */
export const secretInPlainText: Rule = {
  id: "FT036",
  name: "secret-in-plain-text",
  severity: "error",
  reason: "A secret that is written out is copied into the synthesized JSON, where everybody can read it.",
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
  otherwise: "nobody tells",
  check: (app) =>
    app.secrets
      .filter(({ literal }) => literal)
      .map(({ at }) => {
        const name = lastSegment(at.prop.replace(/\.\d+$/, ""));
        return {
          at,
          sentence: `the value of ${at.prop} is written out`,
          got: "(not shown)",
          want: "a reference: a sensitive variable, or a secret of a Key Vault",
          fix: `new TerraformVariable(stack, "${name}", { sensitive: true }).stringValue`,
        };
      }),
};
