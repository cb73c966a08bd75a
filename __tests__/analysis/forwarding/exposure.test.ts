import { exposures } from "../../../lib/analysis/forwarding/exposure";
import { allRoutes } from "../../../lib/analysis/routes/effective-routes";
import { read } from "../../support/analysis/ask";
import type { Azure, Rule } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

const RDP = { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", port: "3389" } as const;

function open(azure: Azure, machine = "vm-jump00"): string[] {
  const topology = read(azure);
  return exposures(topology, allRoutes(topology))
    .filter((one) => one.machine === machine)
    .map(({ protocol, ports, sources }) => `${protocol} ${ports} ${sources.join(" ")}`);
}
const withRules = (...rules: Rule[]): Azure => t().nsg("hub00_jump", rules);

it("is what the security group lets in", () => {
  expect(open(t())).toEqual(["tcp 3389 203.0.113.0/24"]);
  expect(open(withRules())).toEqual([]);
  expect(open(withRules({ ...RDP, from: "Internet" }))).toEqual(["tcp 3389 internet"]);
  expect(open(withRules({ ...RDP, from: "203.0.113.0/24", protocol: "*", port: "*" }))).toEqual([
    "tcp * 203.0.113.0/24",
    "udp * 203.0.113.0/24",
  ]);
});

it("a rule before it takes out what it denies", () => {
  const deny = { priority: 90, direction: "Inbound", access: "Deny", protocol: "Tcp" } as const;
  expect(open(withRules({ ...RDP, port: "3000-4000", from: "*" }, { ...deny, port: "3389" }))).toEqual([
    "tcp 3000-3388 internet",
    "tcp 3390-4000 internet",
  ]);
  expect(open(withRules({ ...RDP, from: "203.0.113.0/24" }, { ...deny, from: "203.0.0.0/16" }))).toEqual([]);
  expect(open(withRules({ ...RDP, from: "203.0.113.0/24" }, { ...deny, priority: 110 }))).toEqual([
    "tcp 3389 203.0.113.0/24",
  ]);
});

it("private sources do not come by a public IP", () => {
  expect(open(withRules({ ...RDP, from: "10.0.0.0/8" }, { ...RDP, priority: 101, from: "VirtualNetwork" }))).toEqual(
    [],
  );
});

it("who is known only after the apply is named by the expression", () => {
  const azure = t();
  expect(open(azure.nsg("hub00_jump", [{ ...RDP, from: azure.var("operator") }]))).toEqual([
    "tcp 3389 ${var.operator}",
  ]);
});

it("a tunnelled machine that everybody may reach is reached from where a route leads its answers back", () => {
  const azure = t({ client: { address: "10.0.0.4", publicIp: true } })
    .table("hub00_default", [["203.0.113.0/24", "Internet"]])
    .nsg("hub00_default", [
      { ...RDP, from: "*" },
      { priority: 200, direction: "Inbound", access: "Deny" },
    ]);
  expect(open(azure, "vm-hub00")).toEqual(["tcp 3389 203.0.113.0/24"]);
});

it("the tag VirtualNetwork admits everything where it includes the internet, and answers leave by a route", () => {
  const azure = t({ client: { address: "10.0.0.4", publicIp: true } })
    .table("hub00_default", [["203.0.113.0/24", "Internet"]])
    .nsg("hub00_default", []);
  expect(open(azure, "vm-hub00")).toEqual(["tcp * 203.0.113.0/24", "udp * 203.0.113.0/24"]);
});

it("a tunnelled machine is not reached, whatever its security group says", () => {
  const azure = t({ client: { address: "10.0.0.4", publicIp: true } }).nsg("hub00_default", [{ ...RDP, from: "*" }]);
  expect(open(azure, "vm-hub00")).toEqual([]);
  expect(
    open(
      azure.table("hub00_default", [["203.0.113.0/24", "Internet"]]).nsg("hub00_default", [
        { ...RDP, from: "203.0.113.0/24" },
        { priority: 200, direction: "Inbound", access: "Deny" },
      ]),
      "vm-hub00",
    ),
  ).toEqual(["tcp 3389 203.0.113.0/24"]);
});

it("without a security group everything is open by a Basic public IP, and nothing by a Standard one", () => {
  const azure = t()
    .drop("subnet_network_security_group_association.hub00_jump")
    .drop("network_security_group.hub00_jump");
  expect(open(azure)).toEqual([]);
  expect(open(azure.set("public_ip.jump00", { sku: "Basic" }))).toEqual(["tcp * internet", "udp * internet"]);
});

it("a public IP that may turn out to be null is no entrance for certain, whoever the source is", () => {
  const azure = t();
  azure.nsg("hub00_jump", [{ ...RDP, from: azure.var("operator") }]);
  const { ip_configuration: configurations } = azure.at("network_interface.jump00");
  const [configuration] = configurations as Record<string, unknown>[];
  configuration!.public_ip_address_id = `\${${azure.var("on").slice(2, -1)} ? azurerm_public_ip.jump00.id : null}`;
  expect(open(azure)).toEqual([]);
});
