import { RUN_ID_PATTERN } from "../../domain/egress-check";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT172. */
export const egressRunIdRefused: ConstructRule = {
  id: "FT172",
  name: "egress-run-id-refused",
  severity: "error",
  summary: "The run id of an egress check cannot be part of an Azure name.",
  why: "The run id is part of the run command's name, so that a new id runs the check again.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"],
  otherwise: "the provider, at apply",
  check: (app) =>
    app.egressChecks.flatMap(({ path, runId }) => {
      if (runId === undefined || new RegExp(RUN_ID_PATTERN).test(runId)) return [];
      const at = { path, prop: "runId" };
      const got = JSON.stringify(runId);
      const want = "at most 24 letters, digits, dots, underscores and hyphens";
      const fix = edit(at, runId.replace(/[^a-zA-Z0-9._-]/g, "-").slice(0, 24));
      return [{ at, text: `${got} is not a valid run id`, got, want, fix }];
    }),
};
