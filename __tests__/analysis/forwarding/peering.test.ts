import { crossPeering } from "../../../lib/analysis/forwarding/peering";
import { Transit } from "../../../lib/analysis/forwarding/transit";
import { knownAddress } from "../../../lib/analysis/model/address";
import { routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { read } from "../../support/analysis/ask";
import type { PeeringOptions } from "../../support/analysis/azure";
import { alone } from "../../support/analysis/situations";

const OTHER = "azurerm_virtual_network.other";

interface Crossing {
  readonly ours?: PeeringOptions;
  /** Undefined: the files do not have the other side. */
  readonly theirs?: PeeringOptions | undefined;
  readonly source?: string;
  readonly byGateway?: boolean;
}

/** What becomes of a packet from vm-alone's network to a peered one: "passes", or why it is dropped. */
function crossing({ ours = {}, theirs, source = "10.0.0.4", byGateway = false }: Crossing, to = OTHER): string {
  const azure = alone().vnet("other", "10.9.0.0/16").peering("lone", "other", ours);
  const topology = read(theirs ? azure.peering("other", "lone", theirs) : azure);
  const packet = {
    source: knownAddress(source),
    destination: knownAddress("10.9.0.4"),
    protocol: "tcp",
    port: 443,
    answer: false,
  } as const;
  const transit = Transit.start(routingStateOf(topology, new Scenario()), packet);
  const from = { subnet: topology.subnets[0]!, ...(!byGateway && { nic: topology.nics[0]! }) };
  const crossed = crossPeering(transit, from, to);
  if (!("disposition" in crossed)) return ["passes", ...crossed.trace.warnings.map(({ row }) => row)].join(" ");
  return crossed.disposition.kind === "stopped" ? crossed.disposition.fault.at.replace(/^.*\./, "") : "";
}

const FOREIGN = "8.8.8.8";

test.each<[string, Crossing, string]>([
  ["both sides are open", { theirs: {} }, "passes"],
  ["our side is closed", { ours: { access: false }, theirs: {} }, "lone-other"],
  ["their side is closed", { theirs: { access: false } }, "other-lone"],
  ["both sides are closed: ours is met first", { ours: { access: false }, theirs: { access: false } }, "lone-other"],
  ["the files do not have their side", { theirs: undefined }, "passes"],
  ["own packets need no forwarded traffic", { theirs: { forwarded: false } }, "passes"],
  ["forwarded packets pass where their side allows them", { source: FOREIGN, theirs: {} }, "passes 3.6"],
  ["forwarded packets do not pass where it does not", { source: FOREIGN, theirs: { forwarded: false } }, "other-lone"],
  [
    "what our side says about forwarded packets is for the way back",
    { source: FOREIGN, ours: { forwarded: false }, theirs: {} },
    "passes 3.6",
  ],
  [
    "gateway transit needs no forwarded traffic",
    { source: FOREIGN, byGateway: true, theirs: { forwarded: false } },
    "passes",
  ],
  ["gateway transit needs access", { source: FOREIGN, byGateway: true, theirs: { access: false } }, "other-lone"],
])("%s", (_, situation, result) => {
  expect(crossing(situation)).toBe(result);
});

it("within a network no peering is crossed", () => {
  expect(crossing({ ours: { access: false } }, "azurerm_virtual_network.lone")).toBe("passes");
});
