import { asnRefusal, RESERVED_ASNS, USABLE_ASNS } from "../../lib/domain/asn";

describe("AS numbers", () => {
  test("the words for what is accepted say what the refusal says", () => {
    // "1-64495 without 8074, …; or 64512-65534 without 65515, …"
    const inWords = USABLE_ASNS.replace(" (Azure)", "")
      .split("; or ")
      .map((part) => part.split(" without ").map(ranges));
    const accepts = (asn: number): boolean =>
      inWords.some(
        ([within, without]) =>
          within?.some((range) => holds(range, asn)) && !without?.some((range) => holds(range, asn)),
      );
    const wrong = Array.from({ length: 70_000 }, (_, asn) => asn).filter(
      (asn) => accepts(asn) !== (asnRefusal(asn) === undefined),
    );
    expect(wrong).toEqual([]);
  });

  test("the reserved ones are in order and apart, so that a condition can name them one by one", () => {
    const bounds = RESERVED_ASNS.flatMap(({ from, to }) => [from, to]);
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  });

  test.each([
    [0, "is reserved (RFC 7607)"],
    [12076, "belongs to ExpressRoute"],
    [23456, "is AS_TRANS (RFC 6793)"],
    [65515, "belongs to the Route Server"],
    [65552, "has 4 bytes, which Route Server does not support"],
    [-1, "is not a valid AS number"],
    [1.5, "is not a valid AS number"],
    [65001, undefined],
  ])("%d: %s", (asn, refusal) => expect(asnRefusal(asn)).toBe(refusal));
});

type Range = readonly [number, number];

const ranges = (words: string): Range[] =>
  words.split(", ").map((range) => {
    const [from, to] = range.split("-").map(Number);
    return [from ?? Number.NaN, to ?? from ?? Number.NaN];
  });

const holds = ([from, to]: Range, asn: number): boolean => from <= asn && asn <= to;
