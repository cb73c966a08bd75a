import type { Finding } from "../../lib/findings/finding";
import { inOrder, ofSeverity } from "../../lib/findings/finding";
import { countText, renderFinding, renderReport } from "../../lib/findings/report";

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: "FT003",
  name: "asn-reserved",
  severity: "error",
  text: "ASN 65515 belongs to the Route Server",
  at: ["main/nva100  asn"],
  got: "65515",
  want: "another one",
  fix: "asn: 65001",
  facts: [],
  ...more,
});
const asItIs = (place: string): string => place;

test("a finding names severity, rule, places and edit", () => {
  expect(renderFinding(finding({ at: ["nva100", "hub100"] }), (id) => `main/${id}`)).toBe(
    [
      "error[FT003] asn-reserved: ASN 65515 belongs to the Route Server",
      "  at    main/nva100",
      "  also  main/hub100",
      "  got   65515",
      "  want  another one",
      "  fix   asn: 65001",
    ].join("\n"),
  );
});

test("the severity can be painted, the rest cannot", () => {
  expect(renderFinding(finding(), asItIs, { paint: (word) => `<${word}>` })).toMatch(/^<error>\[FT003\] asn-reserved:/);
});

test("a place cannot forge lines", () => {
  expect(renderFinding(finding({ at: ["a\nb"] }), asItIs)).toContain("  at    a\\nb\n");
});

const found = [
  finding({ id: "FT101", severity: "warning" }),
  finding({ id: "FT027" }),
  finding({ id: "FT003", at: ["b"] }),
  finding({ id: "FT003", at: ["a", "b"] }),
  finding({ id: "FT003", at: ["a"], text: "z" }),
  finding({ id: "FT003", at: ["a"], text: "y" }),
];

test("errors come first, then the order of rules, places and sentences, however they were found", () => {
  const ordered = inOrder(found, asItIs);
  expect(ordered.map(({ id, at, text }) => [id, at.join(), text[0]])).toEqual([
    ["FT003", "a", "y"],
    ["FT003", "a", "z"],
    ["FT003", "a,b", "A"],
    ["FT003", "b", "A"],
    ["FT027", "main/nva100  asn", "A"],
    ["FT101", "main/nva100  asn", "A"],
  ]);
  expect(inOrder([...found].reverse(), asItIs)).toEqual(ordered);
  expect(renderReport([...found].reverse(), asItIs)).toBe(renderReport(found, asItIs));
});

test("the report ends with the count", () => {
  expect(renderReport([], asItIs)).toBe("0 errors, 0 warnings");
  expect(renderReport(found, asItIs)).toMatch(/\n\n5 errors, 1 warning$/);
  expect(countText(found.slice(0, 2))).toBe("1 error, 1 warning");
});

test("findings can be told apart by severity", () => {
  expect(ofSeverity(found, "warning")).toEqual([found[0]]);
  expect(ofSeverity(found, "error")).toEqual(found.slice(1));
});
