import type { Topology } from "../../lib/analysis/model/azure";
import { path } from "../../lib/analysis/forwarding/path";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import type { PathResult } from "../../lib/analysis/results";
import type { Reason } from "../../lib/analysis/verdict";
import { article, Template } from "../support/apps";
import type { Attributes, Azure } from "../support/analysis/azure";
import { t } from "../support/analysis/situations";

/** One of the eight things that forced tunnelling stands on: how it is taken away, and what a fault then says. */
interface Control {
  readonly what: string;
  readonly remove: (json: Json) => void;
  /** Reasons that may be given: a route that is not learned shows where the client's own default lacks an address. */
  readonly reasons: readonly Reason[];
  /** Type of the resource to change. */
  readonly at: RegExp;
}

type Json = Pick<Azure, "resource">;

const all = (json: Json, type: string): Attributes[] => Object.values(json.resource[`azurerm_${type}`] ?? {});
const only = (json: Json, type: string, name: string): Attributes => {
  const found = all(json, type).find((resource) => resource.name === name);
  if (!found) throw new Error(`no ${type} ${name}`);
  return found;
};

/** Changes the text that the NVA boots with, and that of its run command; it must have been there. */
function inUserData(json: Json, pattern: RegExp, replacement: string): void {
  const changed = (text: unknown): string => {
    const result = String(text).replace(pattern, replacement);
    if (result === text) throw new Error(`nothing in the user data matches ${String(pattern)}`);
    return result;
  };
  const machine = only(json, "linux_virtual_machine", "vm-nva100");
  machine.custom_data = changed(machine.custom_data);
  for (const command of all(json, "virtual_machine_run_command")) {
    const source = command.source as Attributes;
    source.script = changed(source.script);
  }
}

/** Takes the association of the NVA subnet's route table away. */
function withoutTable(json: Json): void {
  const byId = json.resource.azurerm_subnet_route_table_association!;
  const id = Object.keys(byId).find((key) => key.includes("nva"));
  json.resource.azurerm_subnet_route_table_association = Object.fromEntries(
    Object.entries(byId).filter(([key]) => key !== id),
  );
}

function withoutRule(json: Json): void {
  for (const group of all(json, "network_security_group")) {
    group.security_rule = (group.security_rule as Attributes[]).filter(({ name }) => name !== "AllowForwardedTraffic");
  }
}

function withoutPublicIp(json: Json): void {
  for (const configuration of only(json, "network_interface", "nic-nva100").ip_configuration as Attributes[])
    delete configuration.public_ip_address_id;
}

const NOT_LEARNED: readonly Reason[] = ["no-route", "no-egress-identity"];

const CONTROLS: readonly Control[] = [
  {
    what: "the NVA subnet's route to Internet",
    remove: withoutTable,
    reasons: ["own-default"],
    at: /^azurerm_(subnet|route_table)\..*nva/,
  },
  {
    what: "branch-to-branch",
    remove: (json) =>
      Object.assign(only(json, "route_server", "rs-hub100"), { branch_to_branch_traffic_enabled: false }),
    reasons: NOT_LEARNED,
    at: /^azurerm_route_server\./,
  },
  {
    what: "the NIC's forwarding",
    remove: (json) => Object.assign(only(json, "network_interface", "nic-nva100"), { ip_forwarding_enabled: false }),
    reasons: ["nic-forwarding-off"],
    at: /^azurerm_network_interface\..*nva100/,
  },
  {
    what: "the guest's forwarding",
    remove: (json) => inUserData(json, /net\.ipv4\.ip_forward ?= ?1/g, "net.ipv4.ip_forward = 0"),
    reasons: ["guest-forwarding-off"],
    at: /^azurerm_linux_virtual_machine\.nva100/,
  },
  {
    what: "the guest's translation",
    remove: (json) => inUserData(json, /\\n[^\\]*(-j MASQUERADE| masquerade( fully-random)?)(?=\\n)/g, ""),
    reasons: ["nat-missing"],
    at: /^azurerm_linux_virtual_machine\.nva100/,
  },
  {
    what: "the rule for forwarded packets",
    remove: withoutRule,
    reasons: ["nsg-deny"],
    at: /^azurerm_network_security_group\..*nva/,
  },
  {
    what: "the NVA's public IP",
    remove: withoutPublicIp,
    reasons: ["no-egress-identity"],
    at: /^azurerm_(network_interface|linux_virtual_machine|subnet)\..*nva/,
  },
  {
    what: "ebgp-multihop",
    remove: (json) => inUserData(json, / neighbor [^\\]* ebgp-multihop \d+\\n/g, " !\\n"),
    reasons: NOT_LEARNED,
    at: /^azurerm_linux_virtual_machine\.nva100/,
  },
];

let synthesized = "";
beforeAll(() => {
  synthesized = JSON.stringify(new Template(article().stack).json);
});

const toInternet = (topology: Topology, from: string): PathResult => path(topology, { from, to: "8.8.8.8" });

describe.each<[string, () => Json]>([
  ["the article's topology by hand", () => structuredClone(t().json)],
  ["the article's topology as the constructs make it", () => JSON.parse(synthesized) as Json],
])("%s", (_, make) => {
  const without = (...controls: readonly Control[]): Topology => {
    const json = make();
    for (const { remove } of controls) remove(json);
    return readTopology([{ name: "cdk.tf.json", text: JSON.stringify(json) }]);
  };

  it("is tunnelled while nothing is missing", () => {
    expect(toInternet(without(), "vm-hub00")).toMatchObject({
      verdict: "tunnelled",
      faults: [],
      egress: [{ name: "pip-nva100" }],
    });
    expect(toInternet(without(), "vm-jump00")).toMatchObject({ verdict: "exempt", egress: [{ name: "pip-jump00" }] });
  });

  it.each(CONTROLS)(
    "without $what the client is not, the jump server is exempt as before, and the first fault names the cause",
    (control) => {
      const topology = without(control);
      const result = toInternet(topology, "vm-hub00");
      expect(["dropped", "loop"]).toContain(result.verdict);
      expect(result.egress).toEqual([]);
      expect(result.faults.map(({ reason, at }) => ({ reason, at }))).toEqual([
        { reason: oneOf(control.reasons), at: expect.stringMatching(control.at) as string },
      ]);
      expect(result.faults[0]!.fix).not.toBe("");
      expect(toInternet(topology, "vm-jump00")).toMatchObject({ verdict: "exempt", egress: [{ name: "pip-jump00" }] });
    },
  );

  const pairs = CONTROLS.flatMap((first, at) =>
    CONTROLS.slice(at + 1).map((second) => ({ first, second, both: `${first.what} and ${second.what}` })),
  );

  it.each(pairs)("lists both faults without $both", ({ first, second }) => {
    const { faults, verdict } = toInternet(without(first, second), "vm-hub00");
    expect(["dropped", "loop"]).toContain(verdict);
    for (const { reasons, at } of [first, second]) {
      expect(faults).toContainEqual(
        expect.objectContaining({ reason: oneOf(reasons), at: expect.stringMatching(at) as string }),
      );
    }
    expect(faults).toHaveLength(2);
  });
});

const oneOf = (reasons: readonly Reason[]): string => expect.stringMatching(`^(${reasons.join("|")})$`) as string;
