import { edit } from "../edit";
import { acceptedName, namesOf, type Named } from "./names";
import { groupBy } from "../../domain/group-by";
import { reservedSubnet } from "../../domain/reserved-subnet";
import type { ConstructReported, ConstructRule } from "../rule";

/**
 * FT020. Two names that differ in letter case are two to Terraform and one to Azure: both would manage the same
 * resource.
 */
export const nameTaken: ConstructRule = {
  id: "FT020",
  name: "name-taken",
  severity: "error",
  summary: "Two resources of one kind have the same name.",
  why: "Azure ignores letter case: two names that differ only in case are two resources to Terraform and one to Azure.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(namesOf(app), ({ kind, scope, name }) => JSON.stringify([kind, scope, name.toLowerCase()])).flatMap(
      ([first, ...others]) => others.map((other, i) => clash(first, other, i + 2)),
    ),
};

function clash(first: Named, { at, kind, name, scope }: Named, number: number): ConstructReported {
  const difference = first.name === name ? "" : ` as ${first.name}: Azure ignores letter case`;
  return {
    at,
    also: first.at,
    text: `${kind} ${name} already exists in ${scope}${difference}`,
    got: name,
    want: `a name that no other ${kind} of ${scope} has (Azure)`,
    // Azure recognizes reserved subnets by name, so another name is not a fix.
    fix: reservedSubnet(name)
      ? `remove it: ${scope} already has its ${name}`
      : edit(at, acceptedName(kind, `${name.slice(0, 50)}-${number}`)),
  };
}
