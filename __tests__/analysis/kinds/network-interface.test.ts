import { valuesOf } from "../../../lib/analysis/unknown/truth";
import { configured } from "../terraform/support";
import { id, network } from "./sample-resources";

test("a NIC has the addresses of all its IP configurations, and a conditional public IP", () => {
  const more = [
    {
      name: "a",
      subnet_id: id("azurerm_subnet.s"),
      private_ip_address: "10.0.0.4",
      public_ip_address_id: "${var.open ? azurerm_public_ip.p.id : null}",
    },
    { name: "b", private_ip_address: "10.0.0.5", public_ip_address_id: id("azurerm_public_ip.q") },
    { name: "c", private_ip_address: "10.0.0.6" },
    { name: "d" },
    { name: "6", private_ip_address_version: "IPv6" },
  ];
  const [only] = configured({
    ...network,
    azurerm_public_ip: { p: {}, q: {} },
    azurerm_network_interface: { n: { ip_configuration: more } },
  }).nics;
  expect(only).toMatchObject({
    address: "10.0.0.4",
    further: [{ address: "10.0.0.5", publicIp: "azurerm_public_ip.q" }, { address: "10.0.0.6" }],
    conditional: [{ with: "publicIp", exists: { predicate: { text: "is not null" } } }],
  });
});

test.each([
  ["${var.u}", ["var.u"]],
  ["${module.edge.public_ip_id}", ["module.edge.public_ip_id"]],
  ["${azurerm_public_ip.p.id}", []],
  ["${data.azurerm_public_ip.q.id}", []],
])("the public IP %s may turn out to be null, unless it is the id of a resource", (public_ip_address_id, about) => {
  const [only] = configured({
    ...network,
    azurerm_public_ip: { p: {} },
    azurerm_network_interface: {
      n: { ip_configuration: [{ name: "a", subnet_id: id("azurerm_subnet.s"), public_ip_address_id }] },
    },
  }).nics;
  expect((only?.conditional ?? []).flatMap(({ exists }) => valuesOf(exists).map((value) => value.unknown))).toEqual(
    about,
  );
});
