import { impliedAnswer } from "../../../lib/analysis/unknown/consistency";
import { claim, type Claim, equals, within } from "../../../lib/analysis/unknown/truth";
import { symbol } from "../../../lib/analysis/unknown/value";

const NIC = "nic.private_ip_address";
const SUBNET = "10.0.0.0/24";
const OPEN = symbol("var.prefix");

/** What earlier answers leave of a claim: "true", "false" or "both". */
const left = (asked: Claim, ...earlier: readonly (readonly [Claim, boolean])[]): string =>
  String(
    impliedAnswer(
      asked,
      earlier.map(([one, answer]) => ({ claim: one, answer })),
    ) ?? "both",
  );

describe("one value", () => {
  it.each<[string, Claim, readonly (readonly [Claim, boolean])[], string]>([
    ["is a number that it is", equals("n", 1), [[equals("n", 1), true]], "true"],
    ["is not a second number", equals("n", 2), [[equals("n", 1), true]], "false"],
    ["may be one of the numbers that were not denied", equals("n", 2), [[equals("n", 1), false]], "both"],
    ["in a prefix may be any address of it", equals(NIC, "10.0.0.5"), [[within(NIC, "10.0.0.0/28"), true]], "both"],
    ["in a prefix may be its first address", equals(NIC, "10.0.0.0"), [[within(NIC, "10.0.0.0/28"), true]], "both"],
    ["in a prefix may be its last address", equals(NIC, "10.0.0.15"), [[within(NIC, "10.0.0.0/28"), true]], "both"],
    [
      "in a prefix excludes an address before it",
      equals(NIC, "10.0.0.15"),
      [[within(NIC, "10.0.0.16/28"), true]],
      "false",
    ],
    [
      "in a prefix excludes an address after it",
      equals(NIC, "10.0.0.16"),
      [[within(NIC, "10.0.0.0/28"), true]],
      "false",
    ],
    [
      "outside a prefix excludes its addresses",
      equals(NIC, "10.0.0.5"),
      [[within(NIC, "10.0.0.0/28"), false]],
      "false",
    ],
    ["outside a prefix may be another", equals(NIC, "10.0.0.20"), [[within(NIC, "10.0.0.0/28"), false]], "both"],
    ["in an unknown prefix may be anything", equals(NIC, "10.0.0.5"), [[within(NIC, OPEN), true]], "both"],
    ["outside an unknown prefix may be anything", equals(NIC, "10.0.0.5"), [[within(NIC, OPEN), false]], "both"],
    ["in a prefix may be an unknown address", equals(NIC, OPEN), [[within(NIC, "10.0.0.0/28"), true]], "both"],
    ["of which something is said in words may be anything", equals("n", 1), [[claim("n", "is odd"), false]], "both"],
  ])("%s", (_, asked, earlier, expected) => {
    expect(left(asked, ...earlier)).toBe(expected);
  });
});

describe("an address", () => {
  const IN = (prefix: string, answer = true) => [within(NIC, prefix, SUBNET), answer] as const;
  const ask = (prefix: string): Claim => within(NIC, prefix, SUBNET);

  it.each<[string, Claim, readonly (readonly [Claim, boolean])[], string]>([
    ["of a subnet may be in a part of it", ask("10.0.0.0/25"), [], "both"],
    ["of a subnet is in a wider prefix", ask("10.0.0.0/16"), [], "true"],
    ["of a subnet is in no other", ask("10.0.1.0/24"), [], "false"],
    ["of which no subnet is known may be anywhere", within(NIC, "10.0.0.0/8"), [], "both"],
    ["of which no subnet is known is in 0.0.0.0/0", within(NIC, "0.0.0.0/0"), [], "true"],
    ["may be in an unknown prefix", ask(OPEN), [IN("10.0.0.0/25")], "both"],
    ["of an unknown subnet may be anywhere", within(NIC, "10.0.0.0/8", OPEN), [], "both"],
    ["in a half is not in the other", ask("10.0.0.128/25"), [IN("10.0.0.0/25")], "false"],
    ["not in a half is in the other", ask("10.0.0.128/25"), [IN("10.0.0.0/25", false)], "true"],
    ["not in the upper half is in the lower", ask("10.0.0.0/25"), [IN("10.0.0.128/25", false)], "true"],
    ["not in the middle may be below or above", ask("10.0.0.0/26"), [IN("10.0.0.64/26", false)], "both"],
    ["not in the middle may be above", ask("10.0.0.128/25"), [IN("10.0.0.64/26", false)], "both"],
    ["not in the middle is not there", ask("10.0.0.64/27"), [IN("10.0.0.64/26", false)], "false"],
    ["not in the middle is in a prefix that holds the rest", ask("10.0.0.0/24"), [IN("10.0.0.64/26", false)], "true"],
    ["in a quarter is in its half", ask("10.0.0.0/25"), [IN("10.0.0.64/26")], "true"],
    ["in a half may be in a quarter of it", ask("10.0.0.64/26"), [IN("10.0.0.0/25")], "both"],
    ["in a prefix wider than its subnet stays in its subnet", ask("10.0.0.0/24"), [IN("10.0.0.0/16")], "true"],
    ["in no unknown prefix may be anywhere in its subnet", ask("10.0.0.0/25"), [IN(OPEN, false)], "both"],
    ["of which something is said in words may be anywhere", ask("10.0.0.0/25"), [[claim(NIC, "is odd"), true]], "both"],
    ["not in a wider prefix is not in its subnet either", ask("10.0.0.0/24"), [IN("10.0.0.0/23", false)], "false"],
    ["in the upper half is not in the lower", ask("10.0.0.0/25"), [IN("10.0.0.128/25")], "false"],
    ["that is known is in its prefix", ask("10.0.0.0/25"), [[equals(NIC, "10.0.0.127"), true]], "true"],
    ["that is known is in no other", ask("10.0.0.128/25"), [[equals(NIC, "10.0.0.127"), true]], "false"],
    [
      "that is neither of two is neither",
      ask("10.0.0.4/31"),
      [
        [equals(NIC, "10.0.0.4"), false],
        [equals(NIC, "10.0.0.5"), false],
      ],
      "false",
    ],
    ["that is not one of two may be the other", ask("10.0.0.4/31"), [[equals(NIC, "10.0.0.4"), false]], "both"],
  ])("%s", (_, asked, earlier, expected) => {
    expect(left(asked, ...earlier)).toBe(expected);
  });
});

it("a claim in words, or of a flag, is implied by nothing", () => {
  expect(left(claim("n", "is odd"), [claim("n", "is even"), true])).toBe("both");
  expect(left({ about: ["n"], predicate: { kind: "true" } }, [equals("n", 1), true])).toBe("both");
});
