import { path } from "../../../lib/analysis/forwarding/path";
import { read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

/** The sample with a subnet in which there is nothing yet. */
const withEmpty = (change: (azure: ReturnType<typeof t>) => unknown = () => undefined) => {
  const azure = t().subnet("hub00", "apps", "10.0.7.0/24", { default_outbound_access_enabled: false });
  change(azure);
  return read(azure);
};

it("a VM in a subnet that follows the learned default route would be tunnelled", () => {
  expect(path(withEmpty(), { from: "vnet-hub00/apps", to: "internet" })).toMatchObject({
    verdict: "tunnelled",
    from: "a VM in vnet-hub00/apps",
    egress: [expect.objectContaining({ name: "pip-nva100" })],
  });
});

it("a VM in a subnet with default outbound access and without the learned route would leave directly", () => {
  const open = withEmpty((azure) => {
    azure.set("subnet.hub00_apps", { default_outbound_access_enabled: true });
    azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: false });
  });
  expect(path(open, { from: "vnet-hub00/apps", to: "internet" }).verdict).toBe("direct");
});

it("names it in any letter case, by address, and as a destination", () => {
  for (const from of ["VNET-HUB00/Apps", "azurerm_subnet.hub00_apps"])
    expect(path(withEmpty(), { from, to: "internet" }).verdict).toBe("tunnelled");
  expect(path(withEmpty(), { from: "vm-hub00", to: "vnet-hub00/apps" }).verdict).toBe("delivered");
});

it("no VM can be in a subnet that Azure keeps for something else", () => {
  expect(() => path(withEmpty(), { from: "vnet-hub00/GatewaySubnet", to: "internet" })).toThrow(
    "no VM can be in vnet-hub00/GatewaySubnet: Azure keeps it for gateways",
  );
});

it("what has the name goes before a VM that is not there", () => {
  expect(path(withEmpty(), { from: "vm-hub00", to: "internet" }).from).toBe("vm-hub00");
  expect(() => path(withEmpty(), { from: "vnet-hub00/nothing", to: "internet" })).toThrow("no VM named");
});
