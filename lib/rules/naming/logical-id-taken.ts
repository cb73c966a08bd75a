import { groupBy } from "../pairs";
import type { Rule } from "../rule";

/** FT056. The second one overwrites the first in the JSON: a resource is lost, and nobody says so. */
export const logicalIdTaken: Rule = {
  id: "FT056",
  name: "logical-id-taken",
  severity: "error",
  reason: "Ids of a stack's own children lose what is no letter, digit, _ or -: two of them can become one resource.",
  source: "https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/private/unique.ts",
  otherwise: "nobody tells",
  check: (app) =>
    [...groupBy(app.logicalIds, ({ stack, address }) => JSON.stringify([stack, address])).values()].flatMap(
      ([first, ...others]) =>
        others
          .filter(({ path }) => path !== first.path)
          .map(({ path, address }) => ({
            at: { path, prop: "id" },
            also: { path: first.path, prop: "id" },
            sentence: `${path} and ${first.path} are both ${address} to Terraform`,
            got: JSON.stringify(idOf(path)),
            want: "an id that differs in letters or digits (cdktf)",
            fix: JSON.stringify(`${idOf(path)}-2`),
          })),
    ),
};

const idOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
