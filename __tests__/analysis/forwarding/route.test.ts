import type { PathOutcome } from "../../../lib/analysis/forwarding/packet-trace";
import { route } from "../../../lib/analysis/forwarding/route";
import type { Step } from "../../../lib/analysis/forwarding/step";
import { Transit } from "../../../lib/analysis/forwarding/transit";
import { knownAddress } from "../../../lib/analysis/model/address";
import { routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol } from "../../../lib/analysis/unknown/value";
import { nic } from "../../support/analysis/topology";
import { type Situation, topologyIn, udr } from "../routes/situation";
import { connectionElsewhere } from "../../support/analysis/hub-connection";

const DEFAULT = "0.0.0.0/0";

/** The steps of a packet from the NIC 10.0.0.10 of the network hub. @param byGateway it enters by the gateway */
function stepsTo(destination: string, situation: Situation, byGateway = false): Step[] {
  const topology = topologyIn({ nics: [nic("nic"), nic("nva", { address: "10.0.0.4" })], ...situation });
  const packet = {
    source: knownAddress("10.0.0.10"),
    destination: knownAddress(destination),
    protocol: "tcp",
    port: 443,
    answer: false,
  } as const;
  const transit = Transit.start(routingStateOf(topology, new Scenario()), packet).to({
    kind: "machine",
    name: "vm",
    detail: "",
  });
  return route(transit, { subnet: topology.subnets[0]!, ...(!byGateway && { nic: topology.nics[0]! }) });
}

const isOutcome = (step: Step): step is PathOutcome => "disposition" in step;
/** The decision of a step's route. */
const decisionOf = (step: Step) => {
  const { hops } = isOutcome(step) ? step : step.transit.trace;
  return hops.flatMap(({ decisions }) => decisions).find(({ kind }) => kind === "route");
};
const because = (destination: string, situation: Situation): string | undefined =>
  decisionOf(stepsTo(destination, situation)[0]!)?.because;

describe("a packet is routed", () => {
  it.each<[string, string, Situation, string]>([
    [
      "by the longest prefix",
      "192.0.2.4",
      { udrs: [udr(DEFAULT), udr("192.0.2.0/24", "None")] },
      "192.0.2.0/24 -> None",
    ],
    ["to the appliance of a UDR", "8.8.8.8", { udrs: [udr(DEFAULT)] }, "0.0.0.0/0 -> 10.0.0.4"],
    [
      "to an appliance whose address is known after apply",
      "8.8.8.8",
      { udrs: [udr(DEFAULT, "VirtualAppliance", { nextHopAddress: symbol("var.nva") })] },
      "0.0.0.0/0 -> (after apply)",
    ],
    ["within the network", "10.0.0.4", {}, "10.0.0.0/16 -> VnetLocal"],
    ["over the circuit", "192.0.2.4", { announced: ["192.0.2.0/24"] }, "192.0.2.0/24 -> VirtualNetworkGateway"],
  ])("%s", (_, destination, situation, text) => {
    expect(decisionOf(stepsTo(destination, situation)[0]!)).toMatchObject({ text, ok: true, at: "default" });
  });

  it("once to each next hop, however many rows lead there", () => {
    expect(stepsTo("192.0.2.4", { announced: ["192.0.2.0/24"] })).toHaveLength(1);
    const two = ["one", "two"].map((id) => connectionElsewhere(id));
    expect(stepsTo("8.8.8.8", { virtualHubConnections: two })).toHaveLength(2);
  });

  it.each<[string, string, Situation, string]>([
    ["a UDR beats the system", "8.8.8.8", { udrs: [udr(DEFAULT)] }, "UDR to-0.0.0.0/0 of rt-hub beats system"],
    [
      "a UDR beats BGP",
      "8.8.8.8",
      { udrs: [udr(DEFAULT)], announced: [DEFAULT] },
      "UDR to-0.0.0.0/0 of rt-hub beats BGP",
    ],
    ["a UDR beats nothing", "192.0.2.4", { udrs: [udr("192.0.2.0/24")] }, "UDR to-192.0.2.0/24 of rt-hub"],
    ["BGP is told without what it beats", "192.0.2.4", { announced: ["192.0.2.0/24"] }, "BGP"],
    ["the system's route is told without what it beats", "10.0.0.4", {}, "own VNet"],
  ])("and is told why: %s", (_, destination, situation, expected) => {
    expect(because(destination, situation)).toBe(expected);
  });

  it("by the routes of the gateway's subnet where it enters by a gateway: a fact of its own", () => {
    const factsOf = (byGateway: boolean) =>
      decisionOf(stepsTo("10.0.0.4", {}, byGateway)[0]!)!.facts.map(({ row }) => row);
    expect(factsOf(false)).toEqual(["1.1"]);
    expect(factsOf(true)).toEqual(["8.3", "1.1"]);
  });
});
