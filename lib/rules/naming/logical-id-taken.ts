import { groupBy } from "../../domain/group-by";
import type { Declaration } from "../declaration";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT056. The second one overwrites the first in the JSON without an error. */
export const logicalIdTaken: ConstructRule = {
  id: "FT056",
  name: "logical-id-taken",
  severity: "error",
  summary: "Two constructs at the top of a stack have the same logical id.",
  why: "An id loses all characters except letters, digits, _ and - in cdktf. The second construct then overwrites the first one in the JSON, and a resource is lost.",
  sources: ["https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/private/unique.ts"],
  check: (app) => [...sameVariables(app), ...sameIds(app)],
};

const parent = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/** Variables that a construct names itself: another construct of its kind in the stack has the same ones. */
function sameVariables(app: Declaration): ConstructReported[] {
  const fixed = app.logicalIds.filter(isFixed);
  const byParent = groupBy(fixed, ({ path }) => parent(path));
  const others = byParent.slice(1).flatMap((group) => {
    const [{ path, stack }] = group;
    const first = fixed.find(
      ({ stack: in_, address }) => in_ === stack && group.some((one) => one.address === address),
    )!;
    const [here, there] = [parent(path), parent(first.path)];
    if (here === there) return [];
    const names = group.map((one) => idOf(one.path)).join(", ");
    return [
      {
        at: { path: here, prop: "id" },
        also: { path: there, prop: "id" },
        text: `${here} and ${there} create the same Terraform variables: ${names}`,
        got: JSON.stringify(idOf(here)),
        want: "these variables once in a stack",
        fix: `remove ${here}, and use ${there} in its place`,
      },
    ];
  });
  return others;
}

/** Deeper in the tree than the children of a stack: there, cdktf adds a hash to each id that it makes. */
const isFixed = ({ path, stack }: Declaration["logicalIds"][number]): boolean => parent(path) !== stack;

const sameIds = (app: Declaration): ConstructReported[] =>
  groupBy(app.logicalIds, ({ stack, address }) => JSON.stringify([stack, address]))
    .filter((group) => !group.every(isFixed))
    .flatMap(([first, ...others]) =>
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
    );

const idOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
