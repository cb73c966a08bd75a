import { lastSegment } from "../edit";
import type { ConstructRule } from "../rule";

/** FT091. A reference defers the look-up to apply, and `count` cannot wait that long. */
export const lookupByReference: ConstructRule = {
  id: "FT091",
  name: "lookup-by-reference",
  severity: "error",
  summary: "A name by which Terraform looks up a new circuit or its connection is a reference.",
  why: "Each plan looks up whether the circuit is provisioned. A reference defers the look-up to apply, and the first plan fails: Invalid count argument.",
  sources: ["https://developer.hashicorp.com/terraform/language/meta-arguments/count"],
  otherwise: "terraform plan",
  check: (app) =>
    app.lookups
      .filter(({ literal }) => !literal)
      .map(({ at, what }) => ({
        at,
        text: `the name of ${what} is known only when Terraform runs`,
        got: "a reference",
        want: "a literal: Terraform looks it up before anything exists",
        fix:
          lastSegment(at.prop) === "name"
            ? 'name: "…", or leave it out'
            : 'new ResourceGroup(stack, "resource-group", { name: "…", location: "…" }), or { name: "…", location: "…" }',
      })),
};
