import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT083. cdktf names the folder of a stack by the last part of its path. */
export const stackNameTaken: ConstructRule = {
  id: "FT083",
  name: "stack-name-taken",
  severity: "error",
  summary: "Two stacks of an app have the same id.",
  why: "The folder that cdktf writes a stack to is named by the stack's id alone. The second stack then overwrites the first one, and its resources are lost.",
  sources: ["https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/manifest.ts"],
  check: (app) =>
    groupBy(app.stacks, ({ id }) => id).flatMap(([first, ...others]) =>
      others.map(({ path, id }) => ({
        at: { path, prop: "id" },
        also: { path: first.path, prop: "id" },
        text: `${path} and ${first.path} are both written to stacks/${id}/cdk.tf.json`,
        got: JSON.stringify(id),
        want: "an id that no other stack of the app has (cdktf)",
        fix: JSON.stringify(path.replaceAll("/", "-")),
      })),
    ),
};
