import { groupBy, groupsByKey } from "../../lib/domain/group-by";

const sizeOf = (word: string): number => word.length;

test("groups are in the order of their first items, and each group in the order of the items", () => {
  expect(groupBy(["aa", "b", "cc", "d"], sizeOf)).toEqual([
    ["aa", "cc"],
    ["b", "d"],
  ]);
});

test("no items make no group", () => {
  expect(groupBy([], sizeOf)).toEqual([]);
});

test("each group is under its key", () => {
  expect([...groupsByKey(new Set(["aa", "b", "cc"]), sizeOf)]).toEqual([
    [2, ["aa", "cc"]],
    [1, ["b"]],
  ]);
});
