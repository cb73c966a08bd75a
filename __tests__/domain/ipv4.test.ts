import * as fc from "fast-check";
import { asnRefusal, RESERVED_ASNS, USABLE_ASNS } from "../../lib/domain/asn";
import { addressCount } from "../../lib/domain/address-count";
import { freeAddress, freePrefix, prefixAround } from "../../lib/domain/free-prefix";
import {
  canonical,
  contains,
  formatAddress,
  hostAddress,
  type Ipv4Prefix,
  isPrivate,
  mustParse,
  overlaps,
  parseAddress,
  parsePrefix,
  subPrefix,
} from "../../lib/domain/ipv4";
import { isIpv6 } from "../../lib/domain/ipv6";
import { isPublicAddress } from "../../lib/domain/special-addresses";

const addresses = fc.nat({ max: 2 ** 32 - 1 });
const prefixes = fc
  .tuple(addresses, fc.integer({ min: 0, max: 32 }))
  .map(([address, length]) => prefixAround(address, length));
/** Prefixes within 10.0.0.0/24, small enough to count by hand. */
const small = fc
  .tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 32 }))
  .map(([last, length]) => prefixAround(0x0a000000 + last, length));

const members = ({ first, last }: Ipv4Prefix): Set<number> =>
  new Set(Array.from({ length: last - first + 1 }, (_, i) => first + i));

describe("addresses", () => {
  test("print as they are read", () => {
    fc.assert(fc.property(addresses, (address) => expect(parseAddress(formatAddress(address))).toBe(address)));
  });

  test.each(["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4/32", " 1.2.3.4", "::1", "1.2.3.x"])(
    "%j is none",
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  test("no text makes the parsers throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        parseAddress(text);
        parsePrefix(text);
        isIpv6(text);
      }),
    );
  });
});

describe("prefixes", () => {
  test("print as they are read", () => {
    fc.assert(
      fc.property(prefixes, (prefix) => {
        expect(parsePrefix(canonical(prefix))).toEqual(prefix);
      }),
    );
  });

  test("keep their network, whatever host bits are written", () => {
    fc.assert(
      fc.property(addresses, fc.integer({ min: 0, max: 32 }), (address, length) => {
        const prefix = mustParse(`${formatAddress(address)}/${length}`);
        expect(prefix.aligned).toBe(prefix.first === address);
        expect(canonical(prefix)).toBe(prefixAround(address, length).text);
      }),
    );
  });

  test.each([
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/8/8",
    "10.0.0.0/+8",
    "10.0.0.0/008",
    "hello/8",
    "::/0",
  ])("%j is none", (text) => {
    expect(parsePrefix(text)).toBeUndefined();
    expect(() => mustParse(text)).toThrow("is no IPv4 prefix");
  });

  test("overlap and containment agree with counting addresses", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const common = [...members(a)].filter((address) => members(b).has(address));
        expect(overlaps(a, b)).toBe(common.length > 0);
        expect(contains(a, b)).toBe(common.length === members(b).size);
      }),
    );
  });

  test("overlap is symmetric, and of two that overlap one contains the other", () => {
    fc.assert(
      fc.property(prefixes, prefixes, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
      }),
    );
  });

  test("hosts and sub-prefixes are counted from 0", () => {
    const prefix = mustParse("10.0.0.0/16");
    expect(hostAddress(prefix, 10)).toBe("10.0.0.10");
    expect(subPrefix(prefix, 24, 200)).toBe("10.0.200.0/24");
  });

  test("those of RFC 1918 are private as a whole only", () => {
    expect(["10.0.0.0/8", "172.31.0.0/16", "192.168.1.0/24"].map((text) => isPrivate(mustParse(text)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ["10.0.0.0/7", "172.32.0.0/16", "100.64.0.0/10", "0.0.0.0/0"].map((text) => isPrivate(mustParse(text))),
    ).toEqual([false, false, false, false]);
  });
});

describe("free prefixes and addresses", () => {
  const range = mustParse("10.0.0.0/24");

  test("a free prefix lies inside, overlaps nothing, and none lower does", () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 12 }), fc.integer({ min: 24, max: 32 }), (taken, length) => {
        const all = Array.from({ length: 2 ** (length - 24) }, (_, i) => mustParse(subPrefix(range, length, i)));
        const expected = all.find((candidate) => !taken.some((prefix) => overlaps(prefix, candidate)));
        expect(freePrefix(length, [range], taken)).toEqual(expected);
      }),
    );
  });

  test("the next range is asked where the first is full or too small", () => {
    const next = mustParse("10.1.0.0/16");
    expect(freePrefix(24, [range, next], [range])?.text).toBe("10.1.0.0/24");
    expect(freePrefix(20, [range, next], [])?.text).toBe("10.1.0.0/20");
    expect(freePrefix(8, [range, next], [])).toBeUndefined();
  });

  test("the end of the address space is an end", () => {
    const last = mustParse("255.255.255.0/24");
    expect(freePrefix(25, [last], [mustParse("255.255.255.0/25")])?.text).toBe("255.255.255.128/25");
    expect(freePrefix(25, [last], [last])).toBeUndefined();
    expect(freePrefix(0, [mustParse("0.0.0.0/0")], [last])).toBeUndefined();
  });

  test("a free address is the lowest that is not taken", () => {
    expect(freeAddress(4, 6, new Set([4, 5]))).toBe("0.0.0.6");
    expect(freeAddress(4, 6, new Set([4, 5, 6]))).toBeUndefined();
  });
});

describe("cover", () => {
  test("counts every address once", () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 8 }), (list) => {
        expect(addressCount(list)).toBe(new Set(list.flatMap((prefix) => [...members(prefix)])).size);
      }),
    );
  });

  test("two halves are everything", () => {
    expect(addressCount(["128.0.0.0/1", "0.0.0.0/1"].map(mustParse))).toBe(2 ** 32);
  });
});

test("public addresses are those that are reachable from anywhere", () => {
  const isPublic = (text: string): boolean => isPublicAddress(parseAddress(text) ?? Number.NaN);
  expect(["1.1.1.1", "8.8.8.8", "168.63.129.17", "223.255.255.255"].filter((text) => !isPublic(text))).toEqual([]);
  expect(
    [
      "0.0.0.1",
      "10.0.0.4",
      "100.64.0.1",
      "127.0.0.1",
      "168.63.129.16",
      "192.0.2.1",
      "240.0.0.1",
      "255.255.255.255",
    ].filter(isPublic),
  ).toEqual([]);
});

test("IPv6 is told from other texts", () => {
  expect(["::/0", "fd00::/8", "2001:db8::1"].filter((text) => !isIpv6(text))).toEqual([]);
  expect(["10.0.0.0/8", "hello", ":", "1.1.1.1:443"].filter(isIpv6)).toEqual([]);
});

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
    [-1, "is no AS number"],
    [1.5, "is no AS number"],
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
