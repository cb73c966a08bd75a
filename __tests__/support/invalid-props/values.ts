import * as fc from "fast-check";

/* Values that some prop must not have. */

export const octet = fc.integer({ min: 0, max: 255 });
const anAddress = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
export const noPrefix = fc.oneof(
  anAddress,
  fc.tuple(anAddress, fc.integer({ min: 33, max: 999 })).map(([address, length]) => `${address}/${length}`),
  fc.tuple(octet, octet, octet, fc.integer({ min: 256, max: 999 })).map((octets) => `${octets.join(".")}/16`),
  fc.constantFrom(
    "",
    " ",
    "10.0.0.0/",
    "/16",
    "10.0.0/16",
    "010.0.0.0/16",
    "10.0.0.0/16 ",
    "fd00::/48",
    "hello",
    "10.0.0.0/-1",
    "10.0.0.0/1.5",
  ),
);
export const publicPrefix = fc
  .tuple(
    fc.constantFrom(
      "8.8.0.0",
      "100.64.0.0",
      "172.32.0.0",
      "192.169.0.0",
      "11.0.0.0",
      "224.0.0.0",
      "127.0.0.0",
      "169.254.0.0",
    ),
    fc.constantFrom(16, 20, 24),
  )
  .map(([address, length]) => `${address}/${length}`);
export const hostBits = fc
  .tuple(fc.integer({ min: 1, max: 254 }), fc.integer({ min: 16, max: 23 }))
  .map(([host, length]) => `10.0.0.${host}/${length}`);
const reservedAsn = fc.constantFrom(0, 8074, 8075, 12076, 23456, 64496, 64511, 65515, 65517, 65520, 65535, 65551);
export const badAsn = fc.oneof(
  reservedAsn,
  fc.integer({ min: 65536, max: 4294967295 }),
  fc.integer({ max: -1 }),
  fc.double({ min: 0.1, max: 65000, noInteger: true, noNaN: true }),
  fc.constantFrom(Infinity, -Infinity),
);
export const badName = fc.oneof(
  fc.constantFrom("", "-a", "a-", ".a", "a b", "a/b", "ü", "a".repeat(81), "a?", "a\nb", "_a"),
  fc.stringMatching(/^[a-z]{1,5}[ /?#%&:;<>|"'`~!@*+=,^()[\]{}\\][a-z]{1,5}$/),
);
export const notText = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
  fc.constant(["x"]),
  fc.constant(Number.NaN),
);
export const notNumber = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
  fc.constant(Number.NaN),
);
export const notFlag = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({}));
export const notList = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { minLength: 1 }),
);
export const notObject = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean(), fc.constant(null));
export const unknownName = fc.stringMatching(/^[a-z]{3,12}[A-Z][a-z]{2,6}$/).filter((name) => !(name in {}));
