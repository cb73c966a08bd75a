import { edit, lastSegment } from "../edit";
import { acceptedName, type Kind, nameForm, nameRefusal, namesOf } from "./names";
import type { ConstructRule } from "../rule";

/** FT019. The provider checks few kinds of names; for a subnet, security group or network interface it accepts even "". */
export const nameNotAccepted: ConstructRule = {
  id: "FT019",
  name: "name-not-accepted",
  severity: "error",
  summary: "Azure does not accept the name of a resource.",
  why: "The provider checks the names of few kinds of resources; Azure rejects the others at apply.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"],
  otherwise: "Azure, at apply",
  check: (app) =>
    namesOf(app).flatMap(({ at, kind, name }) => {
      const refusal = nameRefusal(kind, name);
      if (refusal === undefined) return [];
      return [
        {
          at,
          text: `the name of the ${kind} ${refusal}`,
          got: JSON.stringify(name),
          want: nameForm(kind),
          fix:
            name === "" && hasDefault(kind) ? `leave ${lastSegment(at.prop)} out` : edit(at, acceptedName(kind, name)),
        },
      ];
    }),
};

/** Names of parts that a list has must be given. */
const hasDefault = (kind: Kind): boolean => !["subnet", "security rule", "route", "Key Vault secret"].includes(kind);
