import type { TerraformStack } from "cdktf";
import { check } from "../../../lib/analysis/check/check";
import { components } from "../../../lib/analysis/model/find";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../../lib/analysis/terraform/sources/synthesized";
import { RETIRED_RULES } from "../../../lib/findings/retired";
import type { SecurityRuleProps } from "../../../lib/index";
import { ExpressRouteCircuit, ForcedTunnelingHub, findingsOf } from "../../../lib/index";
import { article, CIRCUIT_ID, type Changes } from "../../support/apps";

const changed = (changes: Changes): TerraformStack => article(changes).stack;

/** The hub of the article and its site, each on a circuit of its own. */
function hubOnAnotherCircuit(): TerraformStack {
  const { stack, resourceGroup } = article();
  const other = ExpressRouteCircuit.fromExisting(stack, "circuit2", {
    circuitId: `${CIRCUIT_ID}2`,
    acceptsDefaultRoute: true,
  });
  new ForcedTunnelingHub(stack, "hub20", { resourceGroup, addressSpace: "10.20.0.0/16" }).gateway.connectTo(other);
  return stack;
}

const fromVirtualNetwork: SecurityRuleProps = {
  name: "AllowVnet",
  priority: 200,
  direction: "Inbound",
  access: "Allow",
  protocol: "*",
  sources: ["VirtualNetwork"],
  destinationPorts: ["*"],
};

/** What each retired rule found, and the construct whose resource the topology rules report for it. */
const MISTAKES: Readonly<Record<string, readonly [() => TerraformStack, string]>> = {
  "jump-server-without-source": [() => changed({ hub: { jumpServer: { operatorSources: [] } } }), "main/hub00"],
  "nva-without-public-ip": [() => changed({ nva: { publicIp: false } }), "main/nva100"],
  "default-on-another-circuit": [hubOnAnotherCircuit, "main/hub20"],
  "virtual-network-tag-widened": [
    () => changed({ hub: { client: { securityRules: [fromVirtualNetwork] } } }),
    "main/hub00",
  ],
  "network-not-tunnelled": [
    () => changed({ site: { nvaSubnet: { tunnelledSources: ["10.9.0.0/16"] } } }),
    "main/hub100",
  ],
};

test.each(RETIRED_RULES.map((rule) => [rule.name, rule] as const))(
  "what %s reported is reported by its successor, at the construct",
  (name, { replacedBy }) => {
    const [make, construct] = MISTAKES[name]!;
    const stack = make();
    expect(findingsOf(stack)).toEqual([]);
    const topology = readTopology(synthesized(stack));
    const { findings } = check(topology, { whatIf: false });
    const successors = findings.filter(({ id }) => replacedBy.includes(id));
    const paths = new Map(components(topology).map(({ id, path }) => [id, path]));
    expect(successors.map(({ at }) => paths.get(at[0]!))).toContainEqual(expect.stringMatching(`^${construct}/`));
  },
);
