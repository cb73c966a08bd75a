import * as fc from "fast-check";
import { addressCount } from "../../lib/domain/address-count";
import { mustParse } from "../../lib/domain/ipv4";
import { members, small } from "./arbitrary-prefixes";

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
