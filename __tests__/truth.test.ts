import { comparisons, report } from "../scripts/truth";

const all = comparisons();

it.each(all.map((one) => [`${one.lab} ${one.machine}`, one] as const))(
  "the table that Azure printed for %s comes out row by row",
  (_, comparison) => {
    expect(comparison.rows).toBeGreaterThan(0);
    expect([...comparison.missing, ...comparison.extra]).toEqual([]);
  },
);

it("a difference is told row by row, with where and when Azure printed it", () => {
  const missing = "VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway 10.1.1.4";
  const text = report([
    { lab: "c1", machine: "vm", published: "2024", rows: 3, missing: [missing], extra: [] },
    { lab: "c1", machine: "nva", published: "2024", rows: 2, missing: [], extra: [] },
  ]);
  expect(text).toBe(
    `c1 vm (2024)\n  - ${missing}\ntables exact: 1 of 2; rows: 4 of 5, and 0 that Azure did not print\n`,
  );
});
