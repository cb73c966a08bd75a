import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bgpTable, check, overview, path, readTopology, type Topology } from "../../../lib/analysis";
import { bgpRows, caseTopology, findingsOf } from "../../support/cases";

/** A case with another text in the user data of its machines, and further resources. */
function changed(
  name: string,
  change: (userData: string) => string,
  more: Readonly<Record<string, object>> = {},
): Topology {
  const file = join(__dirname, `../../fixtures/cases/foreign/${name}.tf.json`);
  const { resource, ...rest } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  };
  for (const machine of Object.values(resource.azurerm_linux_virtual_machine!)) {
    const text = Buffer.from((machine.custom_data as string | undefined) ?? "", "base64").toString();
    if (text !== "") machine.custom_data = Buffer.from(change(text)).toString("base64");
  }
  return readTopology([{ name, text: JSON.stringify({ ...rest, resource: { ...resource, ...more } }) }]);
}

/** FRR before 9.1 uses no next hop that it reaches by the default route alone, as the NVAs of these labs do by another way. */
const resolving = (userData: string): string =>
  userData.replace("frr defaults traditional\n", "frr defaults traditional\n    ip nht resolve-via-default\n");

const BY_DEFAULT = (name: string): string =>
  `FRR of ${name} resolves next hops by the default route (FRR 9.1 and newer, or "ip nht resolve-via-default")`;

describe("nva-relays-default: an NVA sends on what another one has advertised to it", () => {
  it("to its own Route Server, so that its clients are tunnelled", () => {
    const topology = changed("nva-relays-default", resolving);
    expect(bgpTable(topology, "rs2").map(({ prefix, asPath }) => [prefix, asPath])).toContainEqual([
      "0.0.0.0/0",
      [65005, 65002],
    ]);
    expect(bgpRows(topology, "vm2")).toContain("0.0.0.0/0 10.3.1.4");
    expect(path(topology, { from: "vm2", to: "internet" })).toMatchObject({
      verdict: "tunnelled",
      egress: [{ name: "pip-nva1" }],
    });
  });

  it("depends on the version of FRR where only its default route leads to the other one", () => {
    const { verdict, waitsFor } = path(caseTopology("foreign/nva-relays-default"), { from: "vm2", to: "internet" });
    expect([verdict, waitsFor.map(({ unknown }) => unknown)]).toEqual(["undetermined", [BY_DEFAULT("nva2")]]);
  });

  it("not where only one side has the other as its neighbor", () => {
    const topology = changed("nva-relays-default", (text) =>
      resolving(text).replace(/ *neighbor 10\.1\.1\.4 .*\n/g, ""),
    );
    const { verdict, faults } = path(topology, { from: "vm2", to: "internet" });
    expect(verdict).toBe("direct");
    expect(faults[0]!.text).toContain(
      "the BGP session of nva2 with nva1 does not come up: nva1 is not one of its neighbors",
    );
  });
});

describe("nva-with-as-override: NVAs join the Route Servers of two regions", () => {
  const UDRS = {
    azurerm_route_table: Object.fromEntries(
      (
        [
          ["hub1", "10.6.0.0/16", "10.3.1.4"],
          ["hub2", "10.4.0.0/16", "10.1.1.4"],
        ] as const
      ).map(([id, address_prefix, next_hop_in_ip_address]) => [
        id,
        {
          name: `rt-${id}`,
          resource_group_name: "rg-test",
          location: "westeurope",
          route: [{ name: "far", address_prefix, next_hop_type: "VirtualAppliance", next_hop_in_ip_address }],
        },
      ]),
    ),
    azurerm_subnet_route_table_association: Object.fromEntries(
      ["hub1", "hub2"].map((id) => [
        id,
        {
          subnet_id: `\${azurerm_subnet.${id}_nva.id}`,
          route_table_id: `\${azurerm_route_table.${id}.id}`,
        },
      ]),
    ),
  };

  it("by as-override, without which a Route Server rejects what another one has sent", () => {
    const learned = (change: (text: string) => string) => bgpRows(changed("nva-with-as-override", change), "vm1");
    expect(learned(resolving)).toContain("10.6.0.0/16 10.1.1.4");
    const without = (text: string): string => resolving(text).replace(/ *neighbor \S+ as-override\n/g, "");
    expect(learned(without)).toEqual([]);
    const { faults } = path(changed("nva-with-as-override", without), { from: "vm1", to: "vm3" });
    expect(faults[0]).toMatchObject({
      text: "vm1 has no 10.6.0.0/16 from an NVA: rs1 rejects a path with its own AS number",
      fix: "neighbor ADDRESS as-override in frr.conf, for both instances of rs1",
    });
  });

  it("by set as-path replace or exclude as well", () => {
    for (const set of ["as-path replace 65515", "as-path exclude 65515"]) {
      const topology = changed("nva-with-as-override", (text) =>
        resolving(text)
          .replace(/as-override/g, "route-map M out")
          .replace("exit-address-family\n", `exit-address-family\n    route-map M permit 10\n     set ${set}\n`),
      );
      expect(bgpRows(topology, "vm1")).toContain("10.6.0.0/16 10.1.1.4");
    }
  });

  it("delivers with UDRs to the other NVA; without them each NVA's subnet leads packets back to it", () => {
    const query = { from: "vm1", to: "vm3" };
    const { verdict, out } = path(changed("nva-with-as-override", resolving, UDRS), query);
    expect([verdict, out[0]!.hops.map(({ name }) => name)]).toEqual(["delivered", ["vm1", "nva1", "nva2", "vm3"]]);
    const looping = path(changed("nva-with-as-override", resolving), query);
    expect(looping.verdict).toBe("loop");
    expect(looping.faults.map(({ at, fix }) => [at, fix])).toEqual([
      ["azurerm_subnet.hub1_nva", "associate a route table with the route 10.6.0.0/16 -> VirtualAppliance 10.3.1.4"],
      ["azurerm_subnet.hub2_nva", "associate a route table with the route 10.4.0.0/16 -> VirtualAppliance 10.1.1.4"],
    ]);
  });
});

describe("nva-announces-site-by-tunnel: an NVA has another way to what it advertises", () => {
  const query = { from: "vm", to: "10.5.3.4" };

  it("so a packet is delivered by a tunnel that user data does not show, or loops", () => {
    const { verdict, summary, waitsFor } = path(caseTopology("foreign/nva-announces-site-by-tunnel"), query);
    expect(verdict).toBe("undetermined");
    expect(summary).toContain("delivered or loop");
    expect(waitsFor.map(({ unknown }) => unknown)).toEqual(["csr has a tunnel of its own to 10.5.3.0/24"]);
  });

  it("so it is delivered where the tunnel is assumed, and all that user data says stays", () => {
    const name = "foreign/nva-announces-site-by-tunnel";
    const [proposed] = path(caseTopology(name), query).waitsFor.map(({ assume }) => assume);
    expect(proposed).toEqual({ machines: { csr: { tunnels: ["10.5.3.0/24"] } } });
    const topology = caseTopology(name, proposed);
    expect(path(topology, query).verdict).toBe("delivered");
    expect(bgpRows(topology, "vm")).toEqual(bgpRows(caseTopology(name), "vm"));
  });

  it("so it is delivered where user data shows the tunnel", () => {
    const topology = changed("nva-announces-site-by-tunnel", (text) =>
      text
        .replace("runcmd:\n", "runcmd:\n- wg-quick up wg0\n")
        .replace(
          "write_files:\n",
          "write_files:\n- path: /etc/wireguard/wg0.conf\n  content: |\n    [Interface]\n    Address = 192.168.0.1/30\n    [Peer]\n    Endpoint = 203.0.113.9:51820\n    AllowedIPs = 10.5.3.0/24\n",
        ),
    );
    const { verdict, out, back } = path(topology, query);
    expect([verdict, out[0]!.hops.map(({ name }) => name), back[0]!.hops.map(({ name }) => name)]).toEqual([
      "delivered",
      ["vm", "csr", "wg0 of csr"],
      ["wg0 of csr", "csr", "vm"],
    ]);
  });
});

describe("route-server-4-byte-asn: documented as not supported, and seen accepted", () => {
  it("is a warning, and no refusal", () => {
    const topology = caseTopology("foreign/route-server-4-byte-asn");
    expect(findingsOf(topology, "FT136")).toMatchObject([
      { severity: "warning", at: ["azurerm_route_server_bgp_connection.CSR0", "azurerm_route_server.RouteServer"] },
    ]);
    expect(findingsOf(topology, "FT108")).toEqual([]);
    expect(overview(topology).map(({ verdict }) => verdict)).not.toContain("refused");
  });
});

describe("sdwan-nva-with-ios-config: a router's own configuration is not read", () => {
  it("so all outcomes are possible, and no cause is named that nobody knows", () => {
    const topology = caseTopology("foreign/sdwan-nva-with-ios-config", {});
    const { verdict, summary, faults } = path(topology, { from: "vm", to: "10.5.3.4" });
    expect(verdict).toBe("undetermined");
    expect(summary).toContain("delivered or dropped or loop");
    expect(faults.map(({ text }) => text).join()).not.toContain("BGP");
    expect(topology.notes.map(({ text }) => text)).toEqual([
      'the user data is not in a form of cloud-init ("Section: IOS configuration")',
    ]);
    expect(check(topology).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("and with the assumption that it advertises a site, packets leave by a tunnel of its own", () => {
    const topology = caseTopology("foreign/sdwan-nva-with-ios-config", {
      machines: { csr: { announces: ["10.5.3.0/24"], asn: 65001 } },
    });
    const { verdict, out } = path(topology, { from: "vm", to: "10.5.3.4" });
    expect([verdict, out[0]!.hops.map(({ name }) => name)]).toEqual(["delivered", ["vm", "csr", "a tunnel of csr"]]);
  });
});
