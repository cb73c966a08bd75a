import { diff } from "../../../lib/analysis/diff/diff";
import type { Difference } from "../../../lib/analysis/diff/difference";
import { read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

/** What replacing these machines, or other components, does to T with two NVAs. */
function replacing(...names: readonly string[]): Difference {
  const topology = read(t({ second: { prepend: [65001] } }));
  const marked = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
    list.map((one) => (names.includes(one.name) ? { ...one, replaced: true as const } : one));
  const { machines, routeServers, nics } = topology;
  return diff(topology, {
    ...topology,
    machines: marked(machines),
    routeServers: marked(routeServers),
    nics: marked(nics),
  });
}

it("another NVA carries on", () => {
  expect(replacing("vm-nva100")).toMatchObject({ same: true, replaced: { components: ["vm-nva100"], machines: [] } });
});

it("nobody carries on where all NVAs are replaced at once", () => {
  const { same, replaced } = replacing("vm-nva100", "vm-nva101", "nic-nva101");
  expect(same).toBe(false);
  expect(replaced).toMatchObject({
    components: ["nic-nva101", "vm-nva100", "vm-nva101"],
    machines: [{ machine: "vm-hub00", after: "tunnelled", meanwhile: "dropped" }],
  });
});

it("a Route Server is an outage, too", () => {
  expect(replacing("rs-hub100").replaced?.machines.map(({ machine }) => machine)).toEqual(["vm-hub00"]);
});

it("a client is no outage of others, whatever happens to itself", () => {
  const { same, replaced } = replacing("vm-hub00", "nic-hub00");
  expect({ same, replaced }).toEqual({ same: true, replaced: undefined });
});
