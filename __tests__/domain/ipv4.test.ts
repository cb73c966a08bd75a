import * as fc from "fast-check";
import { prefixAround } from "../../lib/domain/free-prefix";
import {
  canonical,
  contains,
  formatAddress,
  hostAddress,
  mustParse,
  overlaps,
  parseAddress,
  parsePrefix,
  subPrefix,
} from "../../lib/domain/ipv4";
import { addresses, members, prefixes, small } from "./arbitrary-prefixes";

describe("addresses", () => {
  test("print as they are read", () => {
    fc.assert(fc.property(addresses, (address) => expect(parseAddress(formatAddress(address))).toBe(address)));
  });

  test.each(["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4/32", " 1.2.3.4", "::1", "1.2.3.x"])(
    "%j is not an IPv4 address",
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  test("no text makes the parsers throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        parseAddress(text);
        parsePrefix(text);
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
  ])("%j is not an IPv4 prefix", (text) => {
    expect(parsePrefix(text)).toBeUndefined();
    expect(() => mustParse(text)).toThrow("is not a valid IPv4 prefix");
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
});
