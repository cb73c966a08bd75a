import { symbol } from "../../../lib/analysis/unknown/value";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { fixture } from "./support";

/*
 * Terraform's own output for a configuration in HCL: a site with two NVAs (a module with count), two spokes (a module
 * with for_each), subnets as a map of ids that is an output of a module, security rules as a dynamic block.
 */
const plan = readTopology([fixture("hcl-plan.json")]);
const state = readTopology([fixture("hcl-state.json")]);

/** What only the apply gives. */
const WITHOUT = new Set(["address", "addresses", "peerAddress", "guest", "guestUnknown", "notes"]);
const known = (topology: object): unknown =>
  JSON.parse(JSON.stringify(topology, (key, value: unknown) => (WITHOUT.has(key) ? undefined : value)));

test("a plan gives the topology that is there after it, references through modules and all", () => {
  expect(known(plan)).toEqual(known(state));
});

test("terraform.tfstate gives what terraform show -json of it gives", () => {
  expect(readTopology([fixture("hcl-tfstate.json")])).toEqual(state);
});

test("an output that is a map of ids leads to each of its subnets", () => {
  expect(plan.nics.map(({ subnet }) => subnet)).toEqual(Array(2).fill('module.site.azurerm_subnet.this["nva"]'));
  expect(plan.routeServers[0]!.network).toBe("module.site.azurerm_virtual_network.this");
});

test("count.index leads to the instance with the same number", () => {
  expect(plan.bgpConnections.map(({ peerAddress }) => peerAddress)).toEqual(
    [0, 1].map((n) => symbol(`module.nva[${n}].azurerm_network_interface.this.private_ip_address`)),
  );
});

test("each.key leads to the instance with the same key", () => {
  expect(
    plan.peerings.map(({ id, network, remote }) => [id, network, remote].map((one) => /\["(.)"\]/.exec(one)?.[1])),
  ).toEqual([
    ["a", "a", undefined],
    ["b", "b", undefined],
    ["a", undefined, "a"],
    ["b", undefined, "b"],
  ]);
});

test("a note says that HCL's user data is not in the plan", () => {
  expect(plan.machines.map(({ guest }) => guest)).toEqual([undefined, undefined]);
  expect(plan.notes.map(({ kind, at }) => [kind, at])).toEqual(
    [0, 1].map((n) => ["unread", `module.nva[${n}].azurerm_linux_virtual_machine.this`]),
  );
});

test("what the plan deletes is gone", () => {
  const json = JSON.parse(fixture("hcl-plan.json").text);
  json.resource_changes.push({
    address: "azurerm_virtual_network.old",
    type: "azurerm_virtual_network",
    name: "old",
    change: { actions: ["delete"], before: { name: "old" }, after_unknown: {} },
  });
  expect(readTopology([{ name: "plan.json", text: JSON.stringify(json) }])).toEqual(plan);
});

test.each([
  [["delete", "create"], true],
  [["create", "delete"], undefined],
  [["update"], undefined],
])("%j: is it gone for a while?", (actions, replaced) => {
  const json = JSON.parse(fixture("hcl-plan.json").text);
  const address = "module.nva[0].azurerm_linux_virtual_machine.this";
  json.resource_changes.find((one: { address: string }) => one.address === address).change.actions = actions;
  const { machines } = readTopology([{ name: "plan.json", text: JSON.stringify(json) }]);
  expect(machines.find(({ id }) => id === address)?.replaced).toBe(replaced);
});
