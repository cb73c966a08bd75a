import { check } from "../../lib/analysis/check/check";
import type { CheckReport } from "../../lib/analysis/results";
import { ask, read, seenAs, verdictOf, wayOut } from "../support/analysis/ask";
import { Azure, type Attributes } from "../support/analysis/azure";
import { caseTopology } from "../support/cases";
import { nvaText } from "../support/analysis/nva-text";
import { alone, t } from "../support/analysis/situations";

interface SetOptions {
  readonly type?: string;
  readonly nic?: Attributes;
  readonly configuration?: Attributes;
  readonly more?: Attributes;
}

const withSet = (
  azure: Azure,
  subnet: string,
  { type = "linux_virtual_machine_scale_set", ...set }: SetOptions = {},
): Azure =>
  azure.add(type, "set", {
    name: "vmss-app",
    instances: 2,
    network_interface: [
      {
        name: "nic",
        primary: true,
        ip_configuration: [
          { name: "ip", primary: true, subnet_id: `\${azurerm_subnet.${subnet}.id}`, ...set.configuration },
        ],
        ...set.nic,
      },
    ],
    ...set.more,
  });

const PUBLIC = { public_ip_address: [{ name: "pip" }] };

const findings = ({ findings: all }: CheckReport, id: string): readonly string[] =>
  all.filter((one) => one.id === id).map(({ text }) => text);

test.each([
  "linux_virtual_machine_scale_set",
  "windows_virtual_machine_scale_set",
  "orchestrated_virtual_machine_scale_set",
])("%s in a tunnelled subnet is tunnelled", (type) => {
  const topology = read(withSet(t(), "hub00_default", { type }));
  expect(verdictOf(topology, "vmss-app")).toMatchObject({ verdict: "tunnelled" });
  expect(wayOut(ask(topology, "vmss-app"))).toContain("vm-nva100");
});

test("instances with public IPs, in a network that does not learn the default of the NVA, leak", () => {
  const azure = withSet(
    t()
      .vnet("spoke", "10.9.0.0/16")
      .subnet("spoke", "app", "10.9.0.0/24")
      .peering("spoke", "hub00")
      .peering("hub00", "spoke"),
    "spoke_app",
    { configuration: PUBLIC },
  );
  const report = check(read(azure));
  expect(report.outcome).toBe("failed");
  expect(findings(report, "FT101")).toEqual([expect.stringContaining("vmss-app reaches the internet directly")]);
  expect(verdictOf(read(azure), "vmss-app").egress).toMatchObject([
    { kind: "public-ip", name: "public IPs of vmss-app" },
  ]);
});

test("the same without public IPs does not get out", () => {
  const topology = read(withSet(alone({ privateSubnet: true }), "lone_default"));
  expect(verdictOf(topology, "vmss-app")).toMatchObject({ verdict: "dropped", reason: "no-egress-identity" });
});

test("sec-vmss: instances with public IPs in a tunnelled subnet are tunnelled, and would leak without the NVA's default", () => {
  const report = check(caseTopology("unread/sec-vmss"));
  expect(report.machines.find(({ machine }) => machine === "vmss-app")).toMatchObject({ verdict: "tunnelled" });
  expect(findings(report, "FT111")).toEqual([expect.stringContaining("public IPs of vmss-app")]);
  expect(findings(report, "FT114")).toEqual([expect.stringContaining("as public IPs of vmss-app")]);
  expect(report.findings.find(({ id }) => id === "FT114")?.fix).toMatch(/^remove the block public_ip_address,/);
  expect(report.outcome).toBe("failed");
  expect(report.coverage.notModelled).toEqual([]);
});

test("a NAT gateway, and an outbound rule of the pool that the instances are in", () => {
  const nat = withSet(alone({ privateSubnet: true }).natGateway("lone_default"), "lone_default");
  expect(seenAs(ask(read(nat), "vmss-app"))).toEqual(["ng-lone_default"]);
  const balanced = withSet(alone({ privateSubnet: true }), "lone_default", {
    configuration: { load_balancer_backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.out.id}"] },
  })
    .add("public_ip", "lb", { name: "pip-lb", allocation_method: "Static", sku: "Standard" })
    .add("lb", "out", {
      name: "lb-out",
      sku: "Standard",
      frontend_ip_configuration: [{ name: "front", public_ip_address_id: "${azurerm_public_ip.lb.id}" }],
    })
    .add("lb_backend_address_pool", "out", { name: "pool", loadbalancer_id: "${azurerm_lb.out.id}" })
    .add("lb_outbound_rule", "out", {
      name: "out",
      loadbalancer_id: "${azurerm_lb.out.id}",
      protocol: "All",
      backend_address_pool_id: "${azurerm_lb_backend_address_pool.out.id}",
      frontend_ip_configuration: [{ name: "front" }],
    });
  expect(seenAs(ask(read(balanced), "vmss-app"))).toEqual(["lb-out"]);
});

test("NVAs in a scale set behind an internal load balancer forward, and are not a single one", () => {
  const userData = nvaText({ address: "10.0.9.4", neighbors: [], announces: [] });
  const azure = withSet(alone({ privateSubnet: true }).subnet("lone", "nva", "10.0.9.0/24"), "lone_nva", {
    nic: { ip_forwarding_enabled: true },
    configuration: {
      ...PUBLIC,
      load_balancer_backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.nva.id}"],
    },
    more: { custom_data: `\${base64encode(${JSON.stringify(userData)})}` },
  })
    .add("lb", "nva", {
      name: "lb-nva",
      sku: "Standard",
      frontend_ip_configuration: [
        { name: "front", subnet_id: "${azurerm_subnet.lone_nva.id}", private_ip_address: "10.0.9.100" },
      ],
    })
    .add("lb_backend_address_pool", "nva", { name: "pool", loadbalancer_id: "${azurerm_lb.nva.id}" })
    .add("lb_rule", "nva", {
      name: "all",
      loadbalancer_id: "${azurerm_lb.nva.id}",
      protocol: "All",
      frontend_port: 0,
      backend_port: 0,
      frontend_ip_configuration_name: "front",
      backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.nva.id}"],
    })
    .table("lone_default", [["0.0.0.0/0", "10.0.9.100"]]);
  const topology = read(azure);
  expect(ask(topology, "vm-alone")).toMatchObject({
    verdict: "tunnelled",
    egress: [{ name: "public IPs of vmss-app" }],
  });
  expect(findings(check(topology), "FT115")).toEqual([]);
});

test("the security group of its network interface decides", () => {
  const azure = withSet(t(), "hub00_default", {
    nic: { network_security_group_id: "${azurerm_network_security_group.set.id}" },
  }).add("network_security_group", "set", {
    name: "nsg-set",
    security_rule: [
      {
        name: "deny",
        priority: 100,
        direction: "Outbound",
        access: "Deny",
        protocol: "*",
        source_port_range: "*",
        destination_port_range: "*",
        source_address_prefix: "*",
        destination_address_prefix: "*",
      },
    ],
  });
  expect(ask(read(azure), "vmss-app")).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
});

test("an orchestrated set without network interfaces is no machine: its instances are VMs of their own", () => {
  const azure = alone().add("orchestrated_virtual_machine_scale_set", "set", { name: "vmss-flex" });
  expect(read(azure).machines.map(({ name }) => name)).toEqual(["vm-alone"]);
});

test("network interfaces that only the apply knows leave its traffic undetermined", () => {
  const azure = alone().add("linux_virtual_machine_scale_set", "set", {
    name: "vmss-app",
    dynamic: { network_interface: { for_each: "${var.nics}", content: { name: "nic" } } },
  });
  azure.var("nics", { type: "any" });
  const report = check(read(azure));
  expect(report.outcome).toBe("undecided");
  expect(report.machines.find(({ machine }) => machine === "vmss-app")).toMatchObject({ verdict: "undetermined" });
});

test("an address of its subnet may be that of an instance", () => {
  const azure = withSet(alone().subnet("lone", "app", "10.0.7.0/24"), "lone_app").table("lone_default", [
    ["0.0.0.0/0", "10.0.7.4"],
  ]);
  expect(ask(read(azure), "vm-alone")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
});

test("IPv6 of its instances is reported", () => {
  const azure = withSet(alone(), "lone_default");
  const [nic] = azure.at("linux_virtual_machine_scale_set.set").network_interface as {
    ip_configuration: Attributes[];
  }[];
  nic!.ip_configuration.push({ name: "ip6", version: "IPv6", public_ip_address: [{ name: "pip6", version: "IPv6" }] });
  const report = check(read(azure));
  expect(report.outcome).toBe("undecided");
  expect(findings(report, "FT130")).toEqual([
    expect.stringContaining("vmss-app (azurerm_linux_virtual_machine_scale_set)"),
  ]);
  expect(findings(report, "FT130")[0]).toContain("sends IPv6 packets");
});

test("public IPs that only the apply decides about leave the verdict undetermined", () => {
  const azure = withSet(alone({ privateSubnet: true }), "lone_default", {
    configuration: {
      dynamic: { public_ip_address: { for_each: "${var.public ? [1] : []}", content: { name: "pip" } } },
    },
  });
  azure.var("public", { type: "bool" });
  expect(verdictOf(read(azure), "vmss-app")).toMatchObject({
    verdict: "undetermined",
    summary: expect.stringContaining("direct or dropped"),
  });
});
