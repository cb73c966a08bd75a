import { renderProblem } from "../../lib/findings/problem";

const problem = { text: "the ASN is reserved", at: "main/nva100  asn", got: "65515", want: "65001", fix: "asn: 65001" };

test("a problem is its sentence, then one labelled line each for what is present", () => {
  expect(renderProblem({ ...problem, have: "65001, 65002", more: "docs/errors.md" })).toBe(
    [
      "error: the ASN is reserved",
      "  at    main/nva100  asn",
      "  got   65515",
      "  want  65001",
      "  have  65001, 65002",
      "  fix   asn: 65001",
      "  more  docs/errors.md",
    ].join("\n"),
  );
  expect(renderProblem({ text: "it fails", got: "" })).toBe("error: it fails");
});

test("the first of several places is the one to change, the others follow it", () => {
  expect(renderProblem({ text: "x", at: ["a", "b", "c"] }, { heading: "warning[FT101] direct-egress" })).toBe(
    "warning[FT101] direct-egress: x\n  at    a\n  also  b\n  also  c",
  );
});

test("a fix of several lines stays aligned", () => {
  expect(renderProblem({ text: "x", fix: "routes: [\n  { … },\n]" })).toBe(
    "error: x\n  fix   routes: [\n          { … },\n        ]",
  );
});

test.each(["text", "at", "got", "want", "have", "more"] as const)(
  "%s cannot forge lines, colours or direction",
  (key) => {
    const rendered = renderProblem({
      text: "x",
      [key]: "1\n  fix   rm -rf /\r\t\u001b[31m\u0007\u202e\u2028\u200b\ufeff",
    });
    expect(rendered).toContain("1\\n  fix   rm -rf /\\r\\t\\u001b[31m\\u0007\\u202e\\u2028\\u200b\\ufeff");
    expect(rendered.split("\n")).toHaveLength(key === "text" ? 1 : 2);
  },
);

test("each line of a fix is escaped by itself", () => {
  expect(renderProblem({ text: "x", fix: "a\u001b[2J\nb" })).toBe("error: x\n  fix   a\\u001b[2J\n        b");
});

test("a long value and a long sentence keep their ends, where a limit is given", () => {
  const long = { text: `s${"y".repeat(500)}z`, got: `start${"x".repeat(500)}end` };
  const [sentence, got] = renderProblem(long, { maxText: 101, maxValue: 51 }).split("\n");
  expect(sentence).toMatch(/^error: sy{48} … y{48}z$/);
  expect(got).toMatch(/^ {2}got {3}startx{19} … x{21}end$/);
  expect(renderProblem(long)).toBe(`error: ${long.text}\n  got   ${long.got}`);
  expect(renderProblem({ text: "abcd" }, { maxText: 4 })).toBe("error: abcd");
});
