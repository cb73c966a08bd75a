import fc from "fast-check";
import type { Topology } from "../../../lib/topology/model";
import { readTopology } from "../../../lib/topology/read/read-topology";
import { TopologyError } from "../../../lib/topology/topology-error";
import { fixture } from "./support";

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
type Place = { readonly parent: Tree[] | Record<string, Tree>; readonly key: string };

const FILES = ["cdk.tf.json", "plan.json", "state.json", "hcl-plan.json", "hcl-state.json", "hcl-tfstate.json"];
const RUNS = Number(process.env.MUTATIONS ?? 2_000);
const STRANGE: readonly Tree[] = [
  ...[null, true, false, 0, -1, 0.5, 1e9, "", " ", "x", "0.0.0.0/0", "::/0", "Deny"],
  ...["${", "${}", "${var.x", "${1/0}", "${local.a[0].b}", "%{if}", "${azurerm_subnet.hub00-default}", "${azurerm_virtual_network.vnet-hub00.subnet[*].id}", "${self}", "__proto__"],
  ...["/subscriptions/0", "/subscriptions/0/virtualNetworks/v/subnets/s", "${each.key}", "${count.index}", "${toset([1])}", "\uE000", "\0"],
  ...[[], [[]], [null], {}, [{}], { "//": {} }, { constant_value: {} }, { references: ["a.b", "module.x.y", "each.key", 1] }, { toString: 1, constructor: { name: "x" } }],
];

/** Every place in a tree, one after the other. */
function places(tree: Tree): Place[] {
  if (tree === null || typeof tree !== "object") return [];
  return Object.keys(tree).flatMap((key) => [{ parent: tree, key }, ...places((tree as Record<string, Tree>)[key]!)]);
}

/** One change: something is deleted, replaced, put in another's place, wrapped, or said twice. */
function mutate(all: readonly Place[], { place, kind, value }: { readonly place: number; readonly kind: number; readonly value: number }): void {
  const { parent, key } = all[place % all.length]!;
  const other = all[(place + value * 7919) % all.length]!;
  const at = parent as Record<string, Tree>;
  const copy = (tree: Tree | undefined): Tree => (tree === undefined ? null : (JSON.parse(JSON.stringify(tree)) as Tree));
  if (kind === 0) Reflect.deleteProperty(at, key);
  else if (kind === 1) at[key] = copy(STRANGE[value % STRANGE.length]);
  else if (kind === 2) at[key] = copy((other.parent as Record<string, Tree>)[other.key]);
  else if (kind === 3) at[key] = [copy(at[key]), copy(at[key])];
  else if (Array.isArray(parent)) parent.push(copy(at[key]));
  else at[`${key}2`] = copy(at[key]);
}

const sources = FILES.map((name) => fixture(name).text);
const mutation = fc.record({ place: fc.nat(), kind: fc.nat(4), value: fc.nat(1000) });

/** What readers of a topology rely on. */
function expectSound(topology: Topology): void {
  const ids = (list: readonly { readonly id: string }[]): Set<string> => new Set(list.map(({ id }) => id));
  const [networks, subnets, nics] = [ids(topology.networks), ids(topology.subnets), ids(topology.nics)];
  for (const { network } of [...topology.subnets, ...topology.gateways, ...topology.routeServers, ...topology.peerings]) expect(networks).toContain(network);
  for (const { subnet } of [...topology.nics, ...topology.privateEndpoints]) expect(subnets).toContain(subnet);
  for (const machine of topology.machines) for (const nic of machine.nics) expect(nics).toContain(nic);
  for (const { circuit } of topology.connections) if (circuit !== undefined) expect(ids(topology.circuits)).toContain(circuit);
  for (const { id } of topology.notes.map(({ at }) => ({ id: at }))) expect(typeof id).toBe("string");
}

test(`${RUNS} files with something wrong in them are read, or refused with a message; never a crash`, () => {
  let read = 0;
  fc.assert(
    fc.property(fc.nat(FILES.length - 1), fc.array(mutation, { minLength: 1, maxLength: 6 }), (file, mutations) => {
      const tree = JSON.parse(sources[file]!) as Tree;
      const all = places(tree);
      for (const one of mutations) mutate(all, one);
      try {
        expectSound(readTopology([{ name: "x.json", text: JSON.stringify(tree) }]));
        read += 1;
      } catch (error) {
        if (!(error instanceof TopologyError)) throw error;
      }
    }),
    { numRuns: RUNS, seed: 1 },
  );
  expect(read).toBeGreaterThan(RUNS / 2);
});

test("a file that is cut off anywhere is refused", () => {
  const text = sources[0]!.trimEnd();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length - 1 }), (size) => {
      expect(() => readTopology([{ name: "x.json", text: text.slice(0, size) }])).toThrow(TopologyError);
    }),
  );
});
