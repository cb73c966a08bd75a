import { applyPolicies, matchesPrefixes } from "../../../../lib/analysis/guest/frr/policy";
import type { AsPathChange, PolicyTerm } from "../../../../lib/analysis/model/guest";
import { certain } from "../../../../lib/analysis/unknown/alternatives";
import { claim } from "../../../../lib/analysis/unknown/truth";
import { symbol } from "../../../../lib/analysis/unknown/value";
import { filtered } from "../results";

const PERMIT_ANY = { action: "permit", regex: ".*" } as const;
const PERMIT_ALL = [{ action: "permit", prefix: "0.0.0.0/0", le: 32 }] as const;
const DENY_OWN = { action: "deny", prefix: "10.1.0.0/16" } as const;

const prepend = (...asns: number[]): AsPathChange => ({ kind: "prepend", asns });

describe("policies", () => {
  const term = (more: Partial<PolicyTerm>): PolicyTerm => ({
    action: "permit",
    asPathChanges: [],
    communities: [],
    line: "permit 10",
    ...more,
  });
  const route = { prefix: "10.1.0.0/16", asPath: [65515, 12076], communities: [] };
  const verdict = (...terms: PolicyTerm[]) => filtered([{ name: "m", terms }], route).verdict;

  test.each([
    [{ prefix: "10.0.0.0/8" }, false],
    [{ prefix: "10.0.0.0/8", le: 16 }, true],
    [{ prefix: "10.0.0.0/8", ge: 17 }, false],
    [{ prefix: "10.0.0.0/8", ge: 9 }, true],
    [{ prefix: "10.1.0.0/16" }, true],
    [{ prefix: symbol("var.p") }, claim("var.p", "10.1.0.0/16 matches (after apply)")],
  ])("a prefix-list of %j", (entry, answer) => {
    expect(matchesPrefixes([{ action: "permit", ...entry }], route.prefix)).toEqual(answer);
  });

  test.each([
    ["_12076_", "permit"],
    ["^65515_", "permit"],
    ["_2076_", "deny"],
    ["^12076", "deny"],
    ["_12076$", "permit"],
    ["^$", "deny"],
  ])("an AS path of %s", (regex, answer) => {
    expect(verdict(term({ asPath: [{ action: "permit", regex }] }))).toBe(answer);
  });

  test("a condition that is not read makes the answer unknown only where it matters", () => {
    expect(verdict(term({ condition: "match tag 7" }))).toBe("unknown");
    expect(verdict(term({ condition: "match tag 7" }), term({}))).toBe("permit");
    expect(verdict(term({ condition: "match tag 7", asPathChanges: [prepend(65001)] }), term({}))).toBe("unknown");
    expect(verdict(term({ condition: "match tag 7", prefixes: [] }))).toBe("deny");
  });

  test("what is set reaches the next policy", () => {
    const { route: out } = filtered(
      [
        {
          name: "a",
          terms: [
            term({ asPathChanges: [prepend(65001, 65001)], communities: ["no-advertise"], nextHop: "10.100.0.9" }),
          ],
        },
        {
          name: "b",
          terms: [
            term({
              asPath: [{ action: "permit", regex: "^65001 65001" }],
              asPathChanges: [{ kind: "exclude", asns: [65515] }],
              localPreference: 200,
            }),
          ],
        },
      ],
      route,
    );
    expect(out).toEqual({
      prefix: "10.1.0.0/16",
      asPath: [65001, 65001, 12076],
      communities: ["no-advertise"],
      nextHop: "10.100.0.9",
      localPreference: 200,
    });
  });

  test("a claim names the condition that is not read, the route and the machine", () => {
    const policies = [{ name: "route-map m", terms: [term({ condition: "match tag 7" })] }];
    expect(applyPolicies(policies, route, "vm-nva100").map(({ when }) => when)).toEqual([
      { about: ['"route-map m: match tag 7" applies to 10.1.0.0/16 on vm-nva100'], predicate: { kind: "true" } },
      true,
    ]);
  });

  test.each<[string, PolicyTerm[], unknown]>([
    ["no term", [], false],
    ["a term that denies before one that permits", [term({ action: "deny" }), term({})], false],
    ["a term that does not match before one that permits", [term({ action: "deny", prefixes: [] }), term({})], true],
    ["a term that matches by prefix and by path", [term({ prefixes: PERMIT_ALL, asPath: [PERMIT_ANY] })], true],
    ["a term that matches by prefix and not by path", [term({ prefixes: PERMIT_ALL, asPath: [] })], false],
    ["an entry that denies before one that permits", [term({ prefixes: [DENY_OWN, ...PERMIT_ALL] })], false],
    ["an entry that permits before one that denies", [term({ prefixes: [...PERMIT_ALL, DENY_OWN] })], true],
  ])("%s", (_, terms, permitted) => {
    const results = applyPolicies([{ name: "m", terms }], route, "vm");
    expect(results.map(({ when, result }) => [when, result.permitted])).toEqual([[true, permitted]]);
  });

  test("every policy has to permit", () => {
    const [permit, deny] = [
      { name: "p", terms: [term({})] },
      { name: "d", terms: [] },
    ];
    const permitted = (...policies: (typeof permit)[]) =>
      applyPolicies(policies, route, "vm").map(({ result }) => [result.permitted, result.by]);
    expect(permitted()).toEqual([[true, ""]]);
    expect(permitted(permit, permit)).toEqual([[true, "p: permit 10"]]);
    expect(permitted(permit, deny)).toEqual([[false, "d"]]);
    expect(permitted(deny, permit)).toEqual([[false, "d"]]);
  });

  test("a denied route is as it came in", () => {
    const policies = [
      { name: "a", terms: [term({ asPathChanges: [prepend(65001)] })] },
      { name: "b", terms: [] },
    ];
    expect(applyPolicies(policies, route, "vm")).toEqual(certain({ permitted: false, route, by: "b" }));
  });
});
