import fc from "fast-check";
import type { Topology } from "../../../lib/analysis/model/azure";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { mutate, mutation, places, RUNS, type Tree } from "../../support/analysis/mutations";
import { fixture } from "./support";

const FILES = ["cdk.tf.json", "plan.json", "state.json", "hcl-plan.json", "hcl-state.json", "hcl-tfstate.json"];
const sources = FILES.map((name) => fixture(name).text);
/** What readers of a topology rely on. */
function expectSound(topology: Topology): void {
  const ids = (list: readonly { readonly id: string }[]): Set<string> => new Set(list.map(({ id }) => id));
  const [networks, subnets, nics] = [ids(topology.networks), ids(topology.subnets), ids(topology.nics)];
  for (const { network } of [...topology.subnets, ...topology.gateways, ...topology.routeServers, ...topology.peerings])
    expect(networks).toContain(network);
  for (const { subnet } of [...topology.nics, ...topology.privateEndpoints]) expect(subnets).toContain(subnet);
  for (const machine of topology.machines) for (const nic of machine.nics) expect(nics).toContain(nic);
  for (const { circuit } of topology.connections)
    if (circuit !== undefined) expect(ids(topology.circuits)).toContain(circuit);
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
