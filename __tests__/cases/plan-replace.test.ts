import { diff } from "../../lib/analysis";
import { caseTopology } from "../support/cases";

test("plan-replace: an NVA that a plan replaces is an outage while it is", () => {
  const topology = caseTopology("plan-replace");
  expect(diff(topology, topology)).toMatchObject({
    same: false,
    verdicts: [],
    replaced: {
      components: ["vm-nva100"],
      machines: [{ machine: "vm-hub00", after: "tunnelled", meanwhile: "dropped" }],
    },
  });
});
