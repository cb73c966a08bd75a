import { edit } from "../edit";
import { acceptedName, nameForm, nameRefusal, namesOf } from "./names";
import type { Rule } from "../rule";

/** FT019. The provider checks a few kinds only; for a subnet, security group or network interface even "" passes. */
export const nameNotAccepted: Rule = {
  id: "FT019",
  name: "name-not-accepted",
  severity: "error",
  reason: "Azure has rules for the names of its resources, and the provider knows few of them.",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    namesOf(app).flatMap(({ at, kind, name }) => {
      const refusal = nameRefusal(kind, name);
      if (refusal === undefined) return [];
      return [
        {
          at,
          sentence: `the name of the ${kind} ${refusal}`,
          got: JSON.stringify(name),
          want: nameForm(kind),
          fix: edit(at, acceptedName(kind, name)),
        },
      ];
    }),
};
