import { nearestName, nearestNames } from "../../lib/domain/nearest-name";

const NAMES = ["vm-hub00", "vm-hub01", "vm-nva100", "rs"];

test.each([
  ["vm-hub0", "vm-hub00"],
  ["vm-nva10", "vm-nva100"],
  ["r", "rs"],
])("%s means %s", (word, meant) => expect(nearestName(word, NAMES)).toBe(meant));

test("a long word may differ in a third of its letters", () => {
  expect(nearestName("branch_to_brnach", ["branch_to_branch"])).toBe("branch_to_branch");
  expect(nearestName("abcdefghi", ["abcdefxyz"])).toBe("abcdefxyz");
  expect(nearestName("abcdefghi", ["abcdewxyz"])).toBeUndefined();
});

test("nothing is meant where nothing is near", () => {
  expect(nearestName("gateway", NAMES)).toBeUndefined();
  expect(nearestName("vm", [])).toBeUndefined();
  expect(nearestName("foo", ["loop"])).toBeUndefined();
});

test("lists every near name, the nearest first", () =>
  expect(nearestNames("vm-hub1", NAMES)).toEqual(["vm-hub01", "vm-hub00"]));
