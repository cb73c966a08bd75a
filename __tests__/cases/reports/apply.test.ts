import { caseTopology, findingsOf } from "../../support/cases";

test("15-peerings-in-no-order: what a peering with use_remote_gateways needs is named, ready to paste", () => {
  expect(findingsOf(caseTopology("reports/15-peerings-in-no-order"), "FT134")).toMatchObject([
    {
      at: [
        "azurerm_virtual_network_peering.spoke_hub",
        "azurerm_virtual_network_gateway.er",
        "azurerm_virtual_network_peering.hub_spoke",
      ],
      severity: "warning",
      fix: '"depends_on": ["azurerm_virtual_network_gateway.er", "azurerm_virtual_network_peering.hub_spoke"]',
    },
  ]);
});

describe("24-inline-subnet-and-association: a subnet that is a block, and its route table that is an association", () => {
  it.each([
    "24-inline-subnet-and-association",
    "s24a-inline-subnet-reference",
    "s24c-inline-subnet-reference",
    "s24e-inline-subnet-reference",
    "s24f-inline-subnet-reference",
    "s24g-inline-subnet-reference",
  ])("%s: has two owners, by whatever expression the association names it", (name) => {
    const topology = caseTopology(`reports/${name}`);
    expect(findingsOf(topology, "FT135")).toMatchObject([
      {
        at: ["azurerm_virtual_network.hub", "azurerm_subnet_route_table_association.app"],
        text: expect.stringMatching(/^the subnet app is a block of vnet-hub, and .* takes it off$/),
        fix: expect.stringContaining('set "route_table_id": "${azurerm_route_table.app.id}" in the block of app'),
      },
    ]);
    expect(findingsOf(topology, "FT112")).toEqual([]);
  });
});

test("s24h-route-block-and-route-resource: routes as blocks and as resources remove each other", () => {
  expect(findingsOf(caseTopology("reports/s24h-route-block-and-route-resource"), "FT135")).toMatchObject([
    {
      at: ["azurerm_route_table.a", "azurerm_route.d"],
      text: "rt-a has route blocks, and azurerm_route.d adds to them: each apply of one removes what the other made",
    },
  ]);
});
