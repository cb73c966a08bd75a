import { bgpTable } from "../../../lib/analysis/bgp/bgp-table";
import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import type { Topology } from "../../../lib/analysis/model/azure";
import { effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import { ask, expectNoDefault, rowsFor } from "./ask";

export const DEFAULT = "0.0.0.0/0";

/** A customer's edge on the article's circuit. */
export const edge = (announces: readonly string[] = []): Assumptions => ({
  onPremises: [{ name: "edge", circuit: "circuit", asn: 64512, announces }],
});

/** AS paths of a prefix at a speaker, one for each neighbour. */
export const pathsAt = (topology: Topology, speaker: string, prefix = DEFAULT): (readonly number[])[] =>
  bgpTable(topology, speaker)
    .filter((entry) => entry.prefix === prefix)
    .map(({ asPath }) => asPath);

/** The AS path that a subnet's row of 0.0.0.0/0 was learned with. */
export const learnedPath = (topology: Topology, of: string): readonly number[] | undefined =>
  effectiveRoutes(topology, of).routes.find(
    ({ prefix, source }) => prefix === DEFAULT && source === "VirtualNetworkGateway",
  )?.learned?.asPath;

/** Neither VNet has anything of the other. */
export function expectApart(topology: Topology): void {
  expectNoDefault(topology);
  expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([]);
  expect(rowsFor(topology, "vm-nva100", "10.0.0.0/16")).toEqual([]);
  // The client's security group comes first: what no route has is of no tag that it allows.
  expect(ask(topology, "vm-hub00", "10.100.0.10")).toMatchObject({
    verdict: "dropped",
    reason: expect.stringMatching(/^(nsg-deny|route-none)$/),
  });
}
