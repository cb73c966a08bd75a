import * as fc from "fast-check";
import { check } from "../../../lib/analysis/check/check";
import { diff } from "../../../lib/analysis/diff/diff";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../../lib/analysis/terraform/sources/synthesized";
import { emptyStack, forgetTokens } from "../../support/apps";
import { runs } from "../../support/runs";
import { build, topologies } from "../../support/topologies";

it("what the constructs accept has no error in it, and is the same as itself", () => {
  fc.assert(
    fc.property(topologies, (spec) => {
      const { stack } = emptyStack("main", false);
      build(stack, spec);
      const topology = readTopology(synthesized(stack));
      forgetTokens();
      expect(check(topology, { whatIf: false }).findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(diff(topology, topology)).toMatchObject({ same: true });
    }),
    { numRuns: runs(10, 20), seed: 7 },
  );
});
