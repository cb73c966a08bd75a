import { ask, read, seenAs, wayBack } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

/** An NVA that translates as this rule says, and whose NIC has a further address with a public IP of its own. */
const nva = (rule: string, further: Readonly<Record<string, string>> = {}) => {
  const commands = [`iptables -t nat -A POSTROUTING ! -d 10.0.0.0/8 -o eth0 ${rule}`];
  const azure = t({ nva: { translates: false, commands } });
  azure.add("public_ip", "second", { name: "pip-second", allocation_method: "Static", sku: "Standard" });
  const configuration = (name: string, address: string, publicIp: string) => ({
    name,
    subnet_id: "${azurerm_subnet.hub100_nva.id}",
    private_ip_address: address,
    private_ip_address_allocation: "Static",
    public_ip_address_id: `\${azurerm_public_ip.${publicIp}.id}`,
  });
  const ip_configuration = [
    { ...configuration("one", "10.100.0.10", "nva100"), primary: true },
    { ...configuration("two", "10.100.0.20", "second"), ...further },
  ];
  return read(azure.set("network_interface.nva100", { ip_configuration }));
};

const answer = (...of: Parameters<typeof nva>): [string, string[]] => {
  const result = ask(nva(...of), "vm-hub00");
  return [result.verdict, seenAs(result)];
};

it.each<[string, string, [string, string[]]]>([
  ["the primary one", "-j MASQUERADE", ["tunnelled", ["pip-nva100"]]],
  ["the further one", "-j SNAT --to-source 10.100.0.20", ["tunnelled", ["pip-second"]]],
  ["one that the NIC does not have", "-j SNAT --to-source 10.100.0.30", ["dropped", []]],
])("an NVA leaves with the public IP of the address that it translates to: %s", (_, rule, expected) => {
  expect(answer(rule)).toEqual(expected);
});

it("names every address that packets are spread over, and the answers come back to each", () => {
  const result = ask(nva("-j SNAT --to-source 10.100.0.10-10.100.0.20"), "vm-hub00");
  // Azure drops what leaves with the nine addresses between the two.
  expect([result.verdict, seenAs(result)]).toEqual(["mixed", ["pip-nva100", "pip-second"]]);
  const back = ask(nva("-j SNAT --to-source 10.100.0.20"), "vm-hub00");
  expect(wayBack(back)).toEqual(["internet", "vm-nva100", "circuit", "ergw-hub00", "vm-hub00"]);
});

it("an address without a public IP has no way out of a private subnet", () => {
  expect(answer("-j SNAT --to-source 10.100.0.20", { public_ip_address_id: "" })).toEqual(["dropped", []]);
});

it("an address that is known only after apply may be another one", () => {
  expect(answer("-j SNAT --to-source ${var.address}", { private_ip_address: "${var.address}" })).toEqual([
    "tunnelled",
    ["pip-second"],
  ]);
  expect(answer("-j SNAT --to-source ${var.address}")[0]).toBe("undetermined");
});
