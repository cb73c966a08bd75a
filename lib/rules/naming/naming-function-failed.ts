import { groupBy } from "../../domain/group-by";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT156. The default name is used instead, so that all other mistakes are reported, too. */
export const namingFunctionFailed: ConstructRule = {
  id: "FT156",
  name: "naming-function-failed",
  severity: "error",
  summary: "A naming function does not return a name.",
  why: "The function is called for each resource whose name is not given. Without a name, the resource cannot be created.",
  sources: ["https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-naming"],
  check: (app) =>
    app.namings.flatMap(({ at, failures }) =>
      groupBy(failures, ({ got }) => got).map((alike): ConstructReported => {
        const [{ got }] = alike;
        const resources = alike.map(({ kind, defaultName }) => `${kind} ${defaultName}`);
        return {
          at,
          text: `naming returns no name for ${resources.slice(0, MAX_LISTED).join(", ")}${more(resources.length)}`,
          got,
          want: "a text that is not empty",
          fix: "naming: (kind, suffix, defaultName) => … ?? defaultName",
        };
      }),
    ),
};

const MAX_LISTED = 3;

const more = (count: number): string => (count > MAX_LISTED ? ` and ${count - MAX_LISTED} more` : "");
