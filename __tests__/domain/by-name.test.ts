import { onlyWithName, withName } from "../../lib/domain/by-name";

const own = (name: string): string[] => [name];

test.each([
  [["vm-a", "VM-A"], "VM-A", ["VM-A"]],
  [["vm-a", "vm-b"], "VM-A", ["vm-a"]],
  [["vm-a", "Vm-A"], "VM-A", ["vm-a", "Vm-A"]],
  [["vm-a"], "vm-b", []],
])("of %j, %j are %j", (all, name, found) => {
  expect(withName(all, name, own)).toEqual(found);
});

test("of several with the same name, none is the only one", () => {
  expect(onlyWithName(["vm-a", "Vm-A"], "VM-A", own)).toBeUndefined();
  expect(onlyWithName(["vm-a", "vm-b"], "VM-A", own)).toBe("vm-a");
});
