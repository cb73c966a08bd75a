import { check } from "../../../lib/analysis/check/check";
import { read } from "../../support/analysis/ask";
import { Azure } from "../../support/analysis/azure";
import { peered, t } from "../../support/analysis/situations";

test("the same finding in networks that have nothing to do with each other is one", () => {
  const azure = new Azure();
  for (const [id, space] of [
    ["a", "10.1"],
    ["b", "10.2"],
  ] as const)
    azure
      .vnet(id, `${space}.0.0/16`)
      .subnet(id, "app", `${space}.0.0/24`, { default_outbound_access_enabled: true })
      .subnet(id, "AzureBastionSubnet", `${space}.1.0/27`)
      .vm(id, `${id}_app`)
      .add("container_app_environment", id, {
        name: `env-${id}`,
        infrastructure_subnet_id: `\${azurerm_subnet.${id}_app.id}`,
      });
  const { findings } = check(read(azure), { whatIf: false });
  expect(findings.map(({ id, text }) => `${id} ${text}`)).toEqual([
    "FT108 vnet-a/AzureBastionSubnet and vnet-b/AzureBastionSubnet are too small for Azure Bastion",
    "FT130 env-a (azurerm_container_app_environment) and env-b (azurerm_container_app_environment) are not modelled: each sends the traffic of its containers from its subnet",
    "FT120 vm-a and vm-b reach the internet through default outbound access",
  ]);
  const one = check(read(azure), { whatIf: false, accept: [{ rule: "not-modelled", at: "env-a", reason: "tested" }] });
  expect(one.findings.filter(({ id }) => id === "FT130").map(({ at }) => at[0])).toEqual([
    "azurerm_container_app_environment.b",
  ]);
});

describe("one finding with a list", () => {
  const SSH = {
    name: "ssh",
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    from: "*",
    port: "22",
  } as const;
  const of = (azure: Azure, wanted: string): string[] =>
    check(read(azure), { whatIf: false })
      .findings.filter(({ id }) => id === wanted)
      .map(({ text }) => text);

  test("names the machines with an open port for management", () => {
    const azure = new Azure();
    for (const id of ["a", "b"])
      azure
        .vnet(id, "10.1.0.0/16")
        .subnet(id, "app", "10.1.0.0/24")
        .nsg(`${id}_app`, [SSH])
        .vm(id, `${id}_app`, { publicIp: true });
    expect(of(azure, "FT109")).toEqual(["tcp 22 of vm-a and tcp 22 of vm-b are reachable from the internet"]);
  });

  test("names the machines that admit every address by a tag", () => {
    const azure = t().subnet("hub00", "second", "10.0.9.0/24").nsg("hub00_second").vm("second", "hub00_second");
    expect(of(azure, "FT112")).toEqual([
      "vm-hub00 and vm-second admit every address: VirtualNetwork includes the whole internet in their subnets",
    ]);
  });

  test("names the peerings that may come before a gateway, and what each waits for", () => {
    const azure = peered()
      .vnet("other", "10.7.0.0/16")
      .peering("other", "hub100", { remoteGateways: true })
      .peering("hub100", "other", { transit: true });
    const [finding, ...others] = check(read(azure), { whatIf: false }).findings.filter(({ id }) => id === "FT134");
    expect(others).toEqual([]);
    expect(finding!.text).toMatch(
      /^peer-hub00-hub100 and peer-other-hub100 use the gateway of the remote VNet, and may/,
    );
    expect(finding!.fix).toMatch(
      /azurerm_virtual_network_peering\.hub00-hub100: "depends_on": \[.*\]; azurerm_virtual_network_peering\.other-hub100: "depends_on": \[.*\]/,
    );
  });
});
