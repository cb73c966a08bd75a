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
    app.namings.flatMap(({ at, failures }): ConstructReported[] => {
      if (failures.length === 0) return [];
      const resources = failures.map(({ kind, defaultName }) => `${kind} ${defaultName}`);
      return [
        {
          at,
          text: `naming returns no name for ${listed(resources)}`,
          got: listed([...new Set(failures.map(({ got }) => got))]),
          want: "a text that is not empty",
          fix: "naming: (kind, suffix, defaultName) => … ?? defaultName",
        },
      ];
    }),
};

const MAX_LISTED = 3;

const listed = (all: readonly string[]): string =>
  all.slice(0, MAX_LISTED).join(", ") + (all.length > MAX_LISTED ? ` and ${all.length - MAX_LISTED} more` : "");
