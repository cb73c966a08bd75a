import type { ConstructRule } from "../rule";

/** FT174. */
export const egressCheckInAnotherStack: ConstructRule = {
  id: "FT174",
  name: "egress-check-in-another-stack",
  severity: "error",
  summary: "An egress check is not in the stack of its client.",
  why: "The run command is a part of the client's machine and must be destroyed before it.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed"],
  check: (app) =>
    app.egressChecks.flatMap(({ path, stack, clientStack }) =>
      stack === clientStack
        ? []
        : [
            {
              at: { path, prop: "client" },
              text: `${path} is in stack ${stack}, its client in ${clientStack}`,
              got: stack,
              want: clientStack,
              fix: `new EgressCheck(<the stack ${clientStack}>, …)`,
            },
          ],
    ),
};
