import { ALL_RULES } from "../../lib/rules/all";
import { errors, inOrder, paragraph, report, warnings } from "../../lib/rules/report";
import type { Violation } from "../../lib/rules/rule";
import { judge } from "../../lib/rules/rule";
import { article, place } from "./declaration-builder";

const rule = (name: string) => ALL_RULES.find((one) => one.name === name)!;

const violation = (more: Partial<Violation> = {}): Violation => ({
  rule: rule("asn-reserved"),
  at: place("main/nva100", "asn"),
  sentence: "ASN 65515 belongs to the Route Server",
  got: "65515",
  want: "another one",
  fix: "asn: 65001",
  ...more,
});

test("a violation says what, where, what would be right, and the edit", () => {
  expect(paragraph(violation({ also: place("main/hub100", "routeServer") }))).toBe(
    [
      "error[FT003] asn-reserved: ASN 65515 belongs to the Route Server",
      "  at    main/nva100  asn",
      "  also  main/hub100  routeServer",
      "  got   65515",
      "  want  another one",
      "  fix   asn: 65001",
    ].join("\n"),
  );
});

test("a line without content is left out, and an edit of several lines stays aligned", () => {
  expect(paragraph(violation({ got: "", want: "", fix: "routes: [\n  { … },\n]" }))).toBe(
    [
      "error[FT003] asn-reserved: ASN 65515 belongs to the Route Server",
      "  at    main/nva100  asn",
      "  fix   routes: [",
      "          { … },",
      "        ]",
    ].join("\n"),
  );
});

test("a value cannot forge lines, colours or the direction of writing", () => {
  const text = paragraph(violation({ got: "1\n  fix   rm -rf /\r\t\u001b[31m\u0007\u202e\u2028" }));
  expect(text).toContain("  got   1\\n  fix   rm -rf /\\r\\t\\u001b[31m\\u0007\\u202e\\u2028\n");
  expect(paragraph(violation({ at: place("main/x\u001b[2J", "a\nb") }))).toContain("  at    main/x\\u001b[2J  a\\nb\n");
});

test("a long value keeps its ends", () => {
  const text = paragraph(violation({ got: `start${"x".repeat(5000)}end`, sentence: `s${"y".repeat(5000)}z` }));
  expect(text).toMatch(/ {2}got {3}startx+ … x+end\n/);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(400);
});

test("the same mistakes give the same text, in whatever order they were found", () => {
  const found = judge(
    article(({ peer, hub, hubConnection, routeServer }) => {
      peer.asn = 65515;
      routeServer.peers.push({ ...peer, at: place("main/a", "asn") });
      hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "hello" });
      hubConnection.routingWeight = -1;
    }),
    ALL_RULES,
  );
  expect(inOrder(found).map(({ rule: { id }, at }) => `${id} ${at.path}`)).toEqual([
    "FT003 main/a",
    "FT003 main/nva100",
    "FT004 main/hub00",
    "FT027 main/hub00/gateway/connection",
  ]);
  expect(report([...found].reverse())).toBe(report(found));
});

test("the count ends the report", () => {
  const warning = violation({ rule: rule("jump-server-without-source") });
  expect(report([])).toBe("0 errors, 0 warnings");
  expect(report([violation(), warning, violation({ fix: "asn: 65002" })])).toMatch(/\n\n2 errors, 1 warning$/);
  expect(errors([violation(), warning])).toEqual([violation()]);
  expect(warnings([violation(), warning])).toEqual([warning]);
  expect(inOrder([warning, warning])).toEqual([warning, warning]);
});
