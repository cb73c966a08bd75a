import { ask, read, warned, wayOut } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { nvaText } from "../../support/analysis/nva-text";
import { alone, behindRouter, ESCAPE, t, withSiteMachine } from "../../support/analysis/situations";

describe("FastPath", () => {
  const fast = (azure: Azure): Azure =>
    azure.set("virtual_network_gateway_connection.conn-hub100", { express_route_gateway_bypass: true });

  it("delivers to machines of the network, whose routes it does not need", () => {
    const result = ask(read(fast(withSiteMachine(t()))), "vm-hub00", "vm-work100");
    expect(result).toMatchObject({ verdict: "delivered", faults: [] });
    expect(warned(result)).not.toContain("8.6");
  });

  it("is not modelled for a route to an NVA", () => {
    expect(ask(read(fast(t())), "vm-hub00")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
  });
});

describe("a machine with two NICs", () => {
  const twoNics = (): Azure => {
    const azure = behindRouter().subnet("lone", "inside", "10.0.10.0/24").vm("inside", "lone_inside");
    return azure.drop("linux_virtual_machine.inside").set("linux_virtual_machine.router", {
      network_interface_ids: ["router", "inside"].map((id) => `\${azurerm_network_interface.${id}.id}`),
    });
  };

  it("forwards out of a NIC that its own routes choose, which are not read", () => {
    const result = ask(read(twoNics()), "vm-alone");
    expect(result).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: "vm-router forwards out of another NIC than nic-router" }],
    });
  });

  it("is reached itself like any other", () => {
    expect(ask(read(twoNics()), "vm-alone", "vm-router")).toMatchObject({ verdict: "delivered", waitsFor: [] });
  });
});

describe("a NIC without a machine", () => {
  const router = "linux_virtual_machine.router";

  it.each([{ count: 0 }, { for_each: {} }])(
    "drops what is sent to it where its machine has no instances: %j",
    (none) => {
      const result = ask(read(behindRouter().set(router, none)), "vm-alone");
      expect(result).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable", waitsFor: [] });
    },
  );

  it("waits for the count of its machine", () => {
    const azure = behindRouter();
    const result = ask(read(azure.set(router, { count: azure.var("machines", { type: "number" }) })), "vm-alone");
    expect(result).toMatchObject({ verdict: "undetermined", waitsFor: [{ unknown: "var.machines" }] });
    const none = ask(read(azure, { values: { "var.machines": 0 } }), "vm-alone");
    expect(none).toMatchObject({ verdict: "dropped" });
  });

  it("may have one that another block makes", () => {
    const azure = behindRouter();
    azure.add("windows_virtual_machine", "other", { ...azure.at(router), count: 0 });
    expect(ask(read(azure), "vm-alone")).toEqual(ask(read(behindRouter()), "vm-alone"));
  });

  it("may have one that is not in the files", () => {
    const result = ask(read(behindRouter().drop(router)), "vm-alone");
    expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
  });
});

describe("the platform's addresses", () => {
  it.each(["168.63.129.16", "169.254.169.254"])("the host answers at %s, whatever routes and rules say", (address) => {
    const azure = behindRouter().nsg("lone_default", [{ priority: 100, direction: "Outbound", access: "Deny" }]);
    const result = ask(read(azure), "vm-alone", address);
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-alone", "host"]);
  });
});

describe("equal next hops", () => {
  it("are followed each", () => {
    expect(ask(read(t({ second: {} })), "vm-hub00").out).toHaveLength(2);
  });

  it("that meet again are followed once from there", () => {
    const userData = nvaText({ address: "10.100.2.4", neighbors: [], announces: [] });
    const azure = t({ nva: { translates: false }, second: { translates: false } })
      .subnet("hub100", "out", "10.100.2.0/24")
      .table("hub100_out", ESCAPE)
      .table("hub100_nva", [["0.0.0.0/0", "10.100.2.4"]])
      .vm("out", "hub100_out", { address: "10.100.2.4", publicIp: true, forwarding: true, userData });
    const result = ask(read(azure), "vm-hub00");
    expect(result.verdict).toBe("tunnelled");
    expect(result.out.map(({ hops }) => hops.map(({ name }) => name).join(" "))).toEqual([
      "vm-hub00 circuit ergw-hub100 vm-nva100 vm-out internet",
    ]);
  });
});

describe("beyond a gateway", () => {
  it("each destination has its own path, in one topology", () => {
    const topology = read(withSiteMachine(t()));
    const ways = ["vm-work100", "vm-nva100", "8.8.8.8", "vm-work100"].map((to) =>
      wayOut(ask(topology, "vm-hub00", to)),
    );
    expect(ways.map((way) => way.slice(2))).toEqual([
      ["ergw-hub100", "vm-work100"],
      ["ergw-hub100", "vm-nva100"],
      ["ergw-hub100", "vm-nva100", "internet"],
      ["ergw-hub100", "vm-work100"],
    ]);
  });

  it("an answer from the internet begins there", () => {
    const [back] = ask(read(t()), "vm-hub00").back;
    expect(back!.hops[0]).toMatchObject({ kind: "internet", name: "internet", detail: "8.8.8.8" });
  });
});

describe("an address that nothing in the files has", () => {
  it("is dropped in a network that the files have as a whole", () => {
    expect(ask(read(alone()), "vm-alone", "10.0.0.99")).toMatchObject({ reason: "no-such-address" });
  });

  it("is kept in the network by a route of the internet to VnetLocal, which is what has to change", () => {
    for (const prefix of ["0.0.0.0/1", "0.0.0.0/0", "8.0.0.0/8"])
      expect(ask(read(alone().table("lone_default", [[prefix, "VnetLocal"]])), "vm-alone").faults).toMatchObject([
        {
          reason: "no-such-address",
          at: "azurerm_route_table.lone_default",
          text: `the route ${prefix} -> VnetLocal keeps 8.8.8.8 in vnet-lone, where nothing has that address`,
          fix: `remove the route ${prefix}, or set its next hop to the NVA`,
        },
      ]);
    const own = alone({ space: "8.0.0.0/8" }).set("subnet.lone_default", { address_prefixes: ["8.0.0.0/24"] });
    const missing = ask(read(own.table("lone_default", [["8.0.0.0/8", "VnetLocal"]])), "vm-alone");
    expect(missing.faults).not.toMatchObject([{ text: expect.stringContaining("VnetLocal keeps") }]);
  });

  it("may be there in a network that the files only name", () => {
    const azure = alone().add("virtual_network_peering", "out", {
      name: "peer-out",
      virtual_network_name: "${azurerm_virtual_network.lone.name}",
      remote_virtual_network_id: "${data.azurerm_virtual_network.out.id}",
    });
    const data = { azurerm_virtual_network: { out: { name: "vnet-out", address_space: ["10.9.0.0/16"] } } };
    const topology = read({ json: { ...azure.json, data } as Azure["json"] });
    expect(ask(topology, "vm-alone", "10.9.0.4")).toMatchObject({ verdict: "undetermined" });
  });
});

describe("a route whose next hop a condition chooses", () => {
  const conditional = (change: (route: Record<string, unknown>, flag: string) => void): Azure => {
    const azure = behindRouter().natGateway("lone_default");
    azure.var("flag", { type: "bool" });
    const [route] = azure.at("route_table.lone_default")["route"] as [Record<string, unknown>];
    change(route, "var.flag");
    return azure;
  };
  const reasons = (azure: Azure): unknown[] =>
    [true, false].map((flag) => {
      const { verdict, reason } = ask(read(azure, { values: { "var.flag": flag } }), "vm-alone");
      return reason ?? verdict;
    });

  it("is tried with each address", () => {
    const azure = conditional((route, flag) => {
      route["next_hop_in_ip_address"] = `\${${flag} ? "${String(route["next_hop_in_ip_address"])}" : "10.0.0.99"}`;
    });
    const result = ask(read(azure), "vm-alone");
    expect(result).toMatchObject({ verdict: "undetermined", waitsFor: [{ unknown: "var.flag" }] });
    expect(reasons(azure)).toEqual(["tunnelled", "next-hop-unreachable"]);
  });

  it("is tried with each type, and the address that belongs to it", () => {
    const azure = conditional((route, flag) => {
      route["next_hop_type"] = `\${${flag} ? "Internet" : "VirtualAppliance"}`;
      route["next_hop_in_ip_address"] = `\${${flag} ? null : "${String(route["next_hop_in_ip_address"])}"}`;
    });
    const result = ask(read(azure), "vm-alone");
    expect(result).toMatchObject({ verdict: "undetermined", waitsFor: [{ unknown: "var.flag" }] });
    expect(reasons(azure)).toEqual(["exempt", "tunnelled"]);
  });

  it("does not matter where both lead to the same", () => {
    const azure = conditional((route, flag) => {
      const address = String(route["next_hop_in_ip_address"]);
      route["next_hop_in_ip_address"] = `\${${flag} ? "10.0.0.99" : (!${flag} ? "${address}" : "10.0.0.98")}`;
      route["next_hop_type"] = "None";
    });
    expect(ask(read(azure), "vm-alone")).toMatchObject({ verdict: "dropped", waitsFor: [] });
  });
});
