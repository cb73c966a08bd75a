import * as fc from "fast-check";
import { isIpv6 } from "../../lib/domain/ipv6";

test("IPv6 is told from other texts", () => {
  expect(["::/0", "fd00::/8", "2001:db8::1"].filter((text) => !isIpv6(text))).toEqual([]);
  expect(["10.0.0.0/8", "hello", ":", "1.1.1.1:443"].filter(isIpv6)).toEqual([]);
});

test("no text throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      isIpv6(text);
    }),
  );
});
