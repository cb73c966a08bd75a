import { type AssumedGuest, type Assumptions, path, readTopology } from "../../../lib/analysis";
import { caseText, caseTopology } from "../../support/cases";

const NAME = "foreign/standby-firewall-is-no-client";

const toInternet = (active: AssumedGuest) =>
  path(caseTopology(NAME, { machines: { active } }), { from: "app", to: "internet" });
const way = (hops: readonly { readonly name: string }[] = []): string => hops.map(({ name }) => name).join(" ");

test("a BGP neighbor behind a tunnel that is assumed: its default route leads into the tunnel", () => {
  const { resource, ...rest } = JSON.parse(caseText("reports/04-iptables-gone-after-reboot")) as {
    readonly resource: { azurerm_linux_virtual_machine: { nva: { custom_data: string } } };
  };
  const { nva } = resource.azurerm_linux_virtual_machine;
  nva.custom_data = nva.custom_data
    .replace("router bgp", "ip route 10.100.210.0/24 10.100.0.1\\nrouter bgp")
    .replace(" address-family", " neighbor 192.168.255.1 remote-as 64512\\n address-family")
    .replaceAll(/ +neighbor 10\.100\.210\.[45] default-originate\\n/g, "");
  const files = [{ name: "main.tf.json", text: JSON.stringify({ ...rest, resource }) }];
  const answer = (assumptions: Assumptions) =>
    path(readTopology(files, assumptions), { from: "vm-client", to: "internet" });
  const values = { "192.168.255.1 announces no 0.0.0.0/0 to vm-nva": false };
  expect(answer({ values }).waitsFor.map(({ unknown }) => unknown)).toContain(
    "vm-nva reaches 192.168.255.1 by a tunnel of its own",
  );
  const { verdict, out } = answer({ values, machines: { "VM-NVA": { tunnels: ["192.168.255.1"] } } });
  expect([verdict, way(out[0]?.hops)]).toEqual([
    "on-premises",
    "vm-client erc-main gw-hub100 vm-nva a tunnel of vm-nva",
  ]);
});

describe("an appliance with two NICs", () => {
  test("sends by the NIC that it is assumed to send by, and translates into its address", () => {
    const result = toInternet({ sendsBy: { "0.0.0.0/0": "active-port1", "10.0.0.0/8": "active-port2" } });
    expect(result).toMatchObject({ verdict: "tunnelled", egress: [{ name: "pip-active" }] });
    expect(way(result.out[0]?.hops)).toBe("app active internet");
    expect(way(result.back[0]?.hops)).toBe("internet active app");
  });

  test("sends by the NIC in the subnet of the destination, whatever is assumed of longer ways", () => {
    const topology = caseTopology(NAME, { machines: { ACTIVE: { sendsBy: { "0.0.0.0/0": "Active-Port1" } } } });
    expect(path(topology, { from: "app", to: "internet" }).verdict).toBe("tunnelled");
  });

  test("has no public IP behind its inner NIC, where it sends by that", () => {
    const result = toInternet({ sendsBy: { "0.0.0.0/0": "active-port2" } });
    expect(result.egress.map(({ name }) => name)).not.toContain("pip-active");
  });

  test("is not known to send by any without that", () => {
    expect(toInternet({ forwards: true, translates: true })).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: "active forwards out of another NIC than active-port2" }],
    });
  });

  test("has the NICs that it has", () => {
    expect(() => toInternet({ sendsBy: { "0.0.0.0/0": "port9" } })).toThrow('no NIC of the machine is named "port9"');
  });
});
