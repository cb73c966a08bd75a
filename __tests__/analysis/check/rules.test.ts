import { TOPOLOGY_RULES } from "../../../lib/analysis/check/all-rules";
import { check } from "../../../lib/analysis/check/check";
import type { Topology } from "../../../lib/analysis/model/azure";
import type { Finding } from "../../../lib/analysis/results";
import { RETIRED_RULES } from "../../../lib/findings/retired";
import { isOpen } from "../../../lib/analysis/unknown/value";
import { SITUATIONS } from "./situations";

const found = (topology: Topology, name: string): Finding[] =>
  check(topology, { whatIf: false }).findings.filter((finding) => finding.name === name);

describe.each(TOPOLOGY_RULES.map((rule) => [`${rule.id} ${rule.name}`, rule] as const))(
  "%s",
  (_, { id, name, severity, summary, why, sources, facts, example }) => {
    const situation = SITUATIONS[name];

    it("finds the bad thing", () => {
      const findings = found(situation!.bad(), name);
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) {
        expect(finding).toMatchObject({ id, name, severity });
        expect(finding.at.length).toBeGreaterThan(0);
        expect(finding.facts.length).toBeGreaterThan(0);
      }
    });

    it("leaves its neighbour alone", () => {
      expect(found(situation!.good(), name)).toEqual([]);
    });

    it("says what, where and what to do in the words of an error", () => {
      for (const { text, at, got, want, fix } of found(situation!.bad(), name)) {
        expect(text).not.toMatch(/\.$|^[A-Z][a-z]+ (is|has|goes)|undefined|\[object/);
        expect(
          [text, got, want, fix].filter(
            (line) => line.trim() === "" || /undefined|\[object|\n/.test(line) || isOpen(line),
          ),
        ).toEqual([]);
        expect(new Set(at).size).toBe(at.length);
        expect(at.slice(1)).toEqual([...at.slice(1)].sort());
      }
    });

    it("explains itself", () => {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
      expect(example).toMatch(/\S/);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
      expect(facts?.length).toBeGreaterThan(0);
    });
  },
);

it("lists the rules by id, each id and name once, and none that is retired", () => {
  const ids = TOPOLOGY_RULES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(new Set(TOPOLOGY_RULES.map(({ name }) => name)).size).toBe(TOPOLOGY_RULES.length);
  expect(RETIRED_RULES.filter(({ id }) => ids.includes(id))).toEqual([]);
  expect(Object.keys(SITUATIONS).sort()).toEqual(TOPOLOGY_RULES.map(({ name }) => name).sort());
});
