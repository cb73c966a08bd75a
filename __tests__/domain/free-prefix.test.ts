import * as fc from "fast-check";
import { freeAddress, freePrefix } from "../../lib/domain/free-prefix";
import { mustParse, overlaps, subPrefix } from "../../lib/domain/ipv4";
import { small } from "./arbitrary-prefixes";

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
