import { inspectionOf } from "../../../../lib/analysis/forwarding/nsg/evaluate";
import type { Inspection } from "../../../../lib/analysis/security/match";
import { knownAddress } from "../../../../lib/analysis/model/address";
import type { SecurityGroup, SecurityRule } from "../../../../lib/analysis/model/azure";
import type { Packet } from "../../../../lib/analysis/model/packet";
import { routingStateOf } from "../../../../lib/analysis/routes/routing-state";
import { Scenario } from "../../../../lib/analysis/unknown/scenario";
import { nic } from "../../../support/analysis/topology";
import { topologyIn } from "../../routes/situation";

/** A rule that matches everything outbound, but for what is given. */
export const rule = (changes: Partial<SecurityRule> = {}): SecurityRule => ({
  name: "rule",
  priority: 100,
  direction: "Outbound",
  access: "Allow",
  protocol: "*",
  sources: ["*"],
  destinations: ["*"],
  sourcePorts: ["*"],
  destinationPorts: ["*"],
  sourceGroups: [],
  destinationGroups: [],
  ...changes,
});

export const group = (...rules: readonly SecurityRule[]): SecurityGroup => ({ id: "nsg", name: "nsg", rules });

/** From the NIC 10.0.0.4 to the internet by HTTPS, but for what is given. */
export const packet = (changes: Partial<Packet> = {}): Packet => ({
  source: knownAddress("10.0.0.4"),
  destination: knownAddress("8.8.8.8"),
  protocol: "tcp",
  port: 443,
  answer: false,
  ...changes,
});

const topology = topologyIn({ nics: [nic("nic", { address: "10.0.0.4" })] });

/** The packet at the subnet of the network hub. */
export function inspection(
  changes: Partial<Packet> = {},
  {
    scenario = new Scenario(),
    direction = "Outbound",
  }: Partial<Pick<Inspection, "direction">> & { scenario?: Scenario } = {},
): Inspection {
  const routing = routingStateOf(topology, scenario);
  return inspectionOf({ routing, subnet: topology.subnets[0]!, packet: packet(changes), direction });
}
