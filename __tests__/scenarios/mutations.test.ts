import fc from "fast-check";
import { check } from "../../lib/analysis/check/check";
import { overview } from "../../lib/analysis/forwarding/overview";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { allRoutes } from "../../lib/analysis/routes/effective-routes";
import { TopologyError } from "../../lib/analysis/model/topology-error";
import { fixture } from "../analysis/terraform/support";
import { mutate, mutation, places, RUNS, type Tree } from "../support/analysis/mutations";

type Json = Record<string, unknown>;

const SOURCE = fixture("cdk.tf.json").text;

const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.flatMap(objects) : typeof value === "object" && value !== null ? [value as Json] : [];
/** All resources of a type, by whatever name; Terraform takes a list of blocks on every level. */
const of = (tree: Tree, type: string): Json[] =>
  objects(tree)
    .flatMap((file) => objects(file.resource))
    .flatMap((types) => objects(types[type]))
    .flatMap((byId) => Object.values(byId))
    .flatMap(objects);
const isTrue = (value: unknown): boolean => String(value) === "true";

/** What no tunnel of this file's topology can be without, looked up in the JSON itself. */
const NEEDED: Readonly<Record<string, (tree: Tree) => boolean>> = {
  "a NIC that forwards": (tree) =>
    of(tree, "azurerm_network_interface").some((nic) => isTrue(nic.ip_forwarding_enabled)),
  "branch-to-branch": (tree) =>
    of(tree, "azurerm_route_server").some((server) => isTrue(server.branch_to_branch_traffic_enabled)),
  "remote VNet traffic at two gateways": (tree) =>
    of(tree, "azurerm_virtual_network_gateway").filter((gateway) => isTrue(gateway.remote_vnet_traffic_enabled))
      .length >= 2,
  "two connections": (tree) => of(tree, "azurerm_virtual_network_gateway_connection").length >= 2,
  "a peer with the NVA's AS number": (tree) =>
    of(tree, "azurerm_route_server_bgp_connection").some((peer) => Number(peer.peer_asn) === 65001),
  "user data that announces, forwards and translates": (tree) =>
    of(tree, "azurerm_linux_virtual_machine").some((vm) =>
      ["default-originate", "ip_forward = 1", "MASQUERADE", "ebgp-multihop"].every((word) =>
        JSON.stringify(vm).includes(word),
      ),
    ),
  "a route to Internet": (tree) => JSON.stringify(of(tree, "azurerm_route_table")).includes('"Internet"'),
  "an association of a route table": (tree) => of(tree, "azurerm_subnet_route_table_association").length > 0,
};

test(`${RUNS} files with something wrong in them have answers, and none says tunnelled without what that takes`, () => {
  let answered = 0;
  let tunnelled = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const tree = JSON.parse(SOURCE) as Tree;
      const all = places(tree);
      for (const one of mutations) mutate(all, one);
      let verdicts;
      try {
        const topology = readTopology([{ name: "x.json", text: JSON.stringify(tree) }]);
        verdicts = overview(topology);
        allRoutes(topology);
        check(topology);
      } catch (error) {
        if (error instanceof TopologyError) return;
        throw error;
      }
      answered += 1;
      if (!verdicts.some(({ verdict }) => verdict === "tunnelled")) return;
      tunnelled += 1;
      expect(Object.keys(NEEDED).filter((what) => !NEEDED[what]!(tree))).toEqual([]);
    }),
    { numRuns: RUNS, seed: 2 },
  );
  expect(answered).toBeGreaterThan(RUNS / 2);
  // Most changes touch nothing that matters: the check above is not an empty one.
  expect(tunnelled).toBeGreaterThan(RUNS / 10);
});
