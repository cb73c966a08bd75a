import * as fc from "fast-check";
import { fromHash, EMPTY_STATE, type PageState, toHash } from "../../../lib/drawing/page/page-state";

const text = fc.string({ unit: "grapheme", minLength: 1 });
const packet = fc.oneof(
  fc.record({ protocol: fc.constantFrom("tcp" as const, "udp" as const), port: fc.integer({ min: 1, max: 65_535 }) }),
  fc.constant({ protocol: "icmp" as const }),
);
const path = fc.tuple(text, text, packet).map(([from, to, how]) => ({ from, to, ...how }));
const states: fc.Arbitrary<PageState> = fc.record(
  {
    selected: text,
    path,
    without: fc.array(text, { maxLength: 3 }),
    theme: fc.constantFrom("auto" as const, "light" as const, "dark" as const),
  },
  { requiredKeys: ["without", "theme"] },
);

test("a state survives the address", () => {
  fc.assert(fc.property(states, (state) => expect(fromHash(`#${toHash(state)}`)).toEqual(state)));
});

test("any fragment is a state or the fragment of a heading", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (hash) => {
      const state = fromHash(hash);
      if (state) expect(fromHash(toHash(state))).toEqual(state);
    }),
  );
});

test("the empty state has an empty fragment, and a heading's fragment is not a state", () => {
  expect(toHash(EMPTY_STATE)).toBe("");
  expect(fromHash("")).toEqual(EMPTY_STATE);
  expect(fromHash("#routes")).toBeUndefined();
});

test.each(["0", "65536", "x", "-1", "1e9"])("the invalid port %s becomes 443", (port) => {
  expect(fromHash(`from=a&udp=${port}`)?.path).toEqual({ from: "a", to: "internet", protocol: "udp", port: 443 });
});
