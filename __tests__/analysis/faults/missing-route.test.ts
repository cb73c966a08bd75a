import { nearestRejection } from "../../../lib/analysis/faults/missing-route";
import type { Rejection } from "../../../lib/analysis/bgp/route";
import type { NotLearnedCause } from "../../../lib/analysis/verdict";
import { ask, read } from "../../support/analysis/ask";
import { peered, t } from "../../support/analysis/situations";

const rejection = (cause: NotLearnedCause): Rejection => ({
  prefix: "0.0.0.0/0",
  origin: "nva",
  at: cause,
  cause,
  text: "",
  got: "",
  want: "",
  fix: "",
});

test.each<[readonly NotLearnedCause[], NotLearnedCause | undefined]>([
  [[], undefined],
  [["session-down"], "session-down"],
  [["session-down", "no-advertise"], "session-down"],
  [["session-down", "branch-to-branch-off"], "branch-to-branch-off"],
  [["branch-to-branch-off", "session-down"], "branch-to-branch-off"],
  [["no-advertise", "azure-asn-in-path", "remote-vnet-traffic-off"], "azure-asn-in-path"],
])("of %j, %s is nearest to the subnet", (causes, nearest) => {
  expect(nearestRejection(causes.map(rejection))?.cause).toBe(nearest);
});

describe("names what withholds the default route", () => {
  it("the subnet's route table", () => {
    const azure = t().table("hub00_default", [], { bgp_route_propagation_enabled: false });
    expect(ask(read(azure), "vm-hub00").faults[0]).toMatchObject({
      cause: "propagation-off",
      at: "azurerm_route_table.hub00_default",
      text: "rt-hub00_default keeps BGP routes out of vnet-hub00/default",
    });
  });

  it("the Route Server", () => {
    const azure = t({ routeServer: { branch_to_branch_traffic_enabled: false } });
    expect(ask(read(azure), "vm-hub00").faults[0]).toMatchObject({ cause: "branch-to-branch-off" });
  });

  it.each([
    ["hub00-hub100", { use_remote_gateways: false }],
    ["hub100-hub00", { allow_gateway_transit: false }],
  ])("the side %s of the peering", (side, off) => {
    const azure = peered().set(`virtual_network_peering.${side}`, off);
    const { faults } = ask(read(azure), "vm-hub00");
    expect(faults.map(({ at }) => at)).toContain(`azurerm_virtual_network_peering.${side}`);
  });
});
