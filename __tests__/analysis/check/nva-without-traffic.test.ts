import { check } from "../../../lib/analysis/check/check";
import type { Finding } from "../../../lib/analysis/results";
import { read } from "../../support/analysis/ask";
import { Azure, type MachineOptions, type Route } from "../../support/analysis/azure";
import { nvaText } from "../../support/analysis/nva-text";
import { t } from "../../support/analysis/situations";

const ROUTER = [
  "#!/bin/sh",
  "echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-nva.conf && sysctl --system",
  "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
].join("\n");

/** A client that leaves directly, and a machine with two NICs' worth of settings of an NVA at 10.0.1.4. */
function network(userData: string, machine: MachineOptions = {}): Azure {
  return new Azure()
    .vnet("hub", "10.0.0.0/16")
    .subnet("hub", "client", "10.0.0.0/24", { default_outbound_access_enabled: true })
    .subnet("hub", "nva", "10.0.1.0/24")
    .vm("client", "hub_client", { address: "10.0.0.4" })
    .vm("nva", "hub_nva", { address: "10.0.1.4", publicIp: true, forwarding: true, userData, ...machine });
}

const found = (azure: Azure): Finding[] =>
  check(read(azure), { whatIf: false }).findings.filter(({ id }) => id === "FT140");
const texts = (azure: Azure): string[] => found(azure).map(({ text }) => text);

const IDLE = "vm-nva forwards and translates packets, and no route leads to it";
const table = (...routes: readonly Route[]): Azure => network(ROUTER).table("hub_client", routes);

it.each<[string, Azure, readonly string[]]>([
  ["that no route names", network(ROUTER), [IDLE]],
  ["that the route of another prefix names", table(["198.51.100.0/24", "10.0.1.4"]), []],
  ["beside a route to another address", table(["0.0.0.0/0", "Internet"], ["10.9.0.0/16", "10.0.1.9"]), [IDLE]],
  ["whose NIC does not forward", network(ROUTER, { forwarding: false }), []],
  ["that does not translate", network(ROUTER.replace(/\n.*MASQUERADE/, "")), []],
  ["that does not forward", network(ROUTER.replace("ip_forward=1", "ip_forward=0")), []],
])("a router %s", (_, azure, expected) => {
  expect(texts(azure)).toEqual(expected);
});

it("a route to an address that is not known may lead to it", () => {
  const azure = network(ROUTER);
  const address = azure.var("nva");
  expect(texts(azure.table("hub_client", [["198.51.100.0/24", address]]))).toEqual([]);
});

describe("an NVA that advertises 0.0.0.0/0", () => {
  const second = (neighbors: readonly string[]): Azure =>
    t({ second: { neighbors } }).drop("route_server_bgp_connection.nva101");

  it("to nobody, beside one that carries the traffic", () => {
    expect(found(second(["10.100.211.4", "10.100.211.5"]))).toMatchObject([
      {
        severity: "warning",
        at: ["azurerm_linux_virtual_machine.nva101"],
        text: "vm-nva101 advertises 0.0.0.0/0 to nobody: no Route Server has a BGP connection to it, and no route leads to it",
        got: "neighbors 10.100.211.4, 10.100.211.5",
        want: "an azurerm_route_server_bgp_connection with peer_ip 10.100.0.11, or a route to it",
      },
    ]);
  });

  it.each<[string, Azure]>([
    ["to a Route Server", t({ second: {} })],
    ["to a Route Server without a connection to it, which another rule reports", second(["10.100.210.4"])],
    ["to an NVA that has a session with a Route Server", second(["10.100.0.10"])],
    ["to a router outside of the files", second(["192.168.7.1"])],
  ])("%s", (_, azure) => {
    expect(texts(azure)).toEqual([]);
  });

  it("to nobody is the cause where machines are not tunnelled, and reported there", () => {
    const azure = network(nvaText({ address: "10.0.1.4", neighbors: ["10.0.9.4", "10.0.9.5"] }));
    const { findings } = check(read(azure), { whatIf: false });
    expect(findings.map(({ id }) => id)).toEqual(["FT101"]);
    expect(findings[0]!.text).toContain(
      "vnet-hub has no Route Server to which vm-nva could advertise its default route",
    );
  });
});
