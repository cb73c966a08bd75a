import { overview } from "../../../lib/analysis";
import { caseTopology, findingsOf } from "../../support/cases";

const refusals = (name: string): readonly object[] => findingsOf(caseTopology(`reports/${name}`), "FT108");

test("08-default-route-on-gatewaysubnet: the fix keeps the appliance on the path of what enters by the gateway", () => {
  expect(refusals("08-default-route-on-gatewaysubnet")).toMatchObject([
    {
      text: "vnet-main/GatewaySubnet has a route 0.0.0.0/0",
      fix: "remove the route r0; to lead what enters by the gateway to 10.1.2.4, add a route for each prefix behind it",
    },
  ]);
});

test("16-route-server-basic-public-ip: a Route Server takes Standard public IPs only", () => {
  const topology = caseTopology("reports/16-route-server-basic-public-ip");
  expect(findingsOf(topology, "FT108")).toMatchObject([
    {
      at: ["azurerm_public_ip.hub100", "azurerm_virtual_network.hub100"],
      text: "Route Server rs-hub100 does not take pip-hub100: its public IP must be Standard and static",
      got: '"sku": "Basic", "allocation_method": "Dynamic"',
      fix: '"sku": "Standard", "allocation_method": "Static"',
    },
  ]);
  expect(overview(topology).map(({ verdict }) => verdict)).toEqual(["refused", "refused"]);
});

test("25-firewall-subnet-without-internet-route: the firewall reaches the internet from its own subnet", () => {
  expect(refusals("25-firewall-subnet-without-internet-route")).toMatchObject([
    {
      at: ["azurerm_route_table.fw", "azurerm_virtual_network.hub"],
      got: "no route 0.0.0.0/0",
      fix: expect.stringContaining('"address_prefix": "0.0.0.0/0", "next_hop_type": "Internet"'),
    },
  ]);
});

test("26-route-table-on-bastion-subnet: Azure Bastion takes no route table", () => {
  expect(refusals("26-route-table-on-bastion-subnet")).toMatchObject([
    { text: "vnet-hub/AzureBastionSubnet has a route table", got: "rt-bas", fix: expect.stringContaining("remove") },
  ]);
});
