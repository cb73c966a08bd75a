import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT056. The second one overwrites the first in the JSON without an error. */
export const logicalIdTaken: ConstructRule = {
  id: "FT056",
  name: "logical-id-taken",
  severity: "error",
  summary: "Two constructs at the top of a stack have the same logical id.",
  why: "An id loses all characters except letters, digits, _ and - in cdktf. The second construct then overwrites the first one in the JSON, and a resource is lost.",
  sources: ["https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/private/unique.ts"],
  check: (app) =>
    groupBy(app.logicalIds, ({ stack, address }) => JSON.stringify([stack, address])).flatMap(([first, ...others]) =>
      others
        .filter(({ path }) => path !== first.path)
        .map(({ path, address }) => ({
          at: { path, prop: "id" },
          also: { path: first.path, prop: "id" },
          text: `${path} and ${first.path} are both ${address} in Terraform`,
          got: JSON.stringify(idOf(path)),
          want: "an id that differs in letters or digits (cdktf)",
          fix: JSON.stringify(`${idOf(path)}-2`),
        })),
    ),
};

const idOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
