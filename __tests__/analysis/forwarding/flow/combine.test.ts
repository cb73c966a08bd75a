import { combine } from "../../../../lib/analysis/forwarding/flow/combine";
import type { Branch } from "../../../../lib/analysis/forwarding/flow/result";
import type { Reason, Verdict } from "../../../../lib/analysis/verdict";

const branch = (verdict: Verdict, reason?: Reason): Branch => ({
  out: { hops: [], verdict },
  back: [],
  verdict,
  ...(reason && { reason }),
  warnings: [],
});

const combined = (...branches: readonly Branch[]): readonly [Verdict, Reason | undefined] => {
  const { verdict, reason } = combine(branches);
  return [verdict, reason];
};

it.each<[string, readonly Branch[], Verdict, Reason | undefined]>([
  ["branches that agree", [branch("delivered"), branch("delivered")], "delivered", undefined],
  ["branches that differ", [branch("delivered"), branch("dropped", "nsg-deny")], "mixed", undefined],
  [
    "one that is not known beside one that is",
    [branch("dropped", "nsg-deny"), branch("undetermined", "not-modelled")],
    "undetermined",
    "not-modelled",
  ],
  [
    "one that is not known beside two that differ",
    [branch("delivered"), branch("undetermined", "not-modelled"), branch("dropped", "nsg-deny")],
    "mixed",
    undefined,
  ],
  ["none", [], "undetermined", undefined],
])("%s", (_, branches, verdict, reason) => {
  expect(combined(...branches)).toEqual([verdict, reason]);
});
