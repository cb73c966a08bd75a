import { resolveQuery, type ResolvedQuery } from "../../../lib/analysis/forwarding/resolve-query";
import type { Topology } from "../../../lib/analysis/model/azure";
import { ask, read } from "../../support/analysis/ask";
import type { Azure, MachineOptions } from "../../support/analysis/azure";
import { alone } from "../../support/analysis/situations";

const NIC = "azurerm_network_interface.alone";

const resolved = (topology: Topology, from: string, to: string, more: object = {}): ResolvedQuery =>
  resolveQuery(topology, { from, to, ...more });

describe("the ends of a path", () => {
  const topology = read(alone());

  it("the packet is TCP to port 443 unless the question says otherwise", () => {
    const { flow } = resolved(topology, "vm-alone", "internet");
    expect(flow).toMatchObject({ from: NIC, protocol: "tcp", port: 443 });
    const dns = resolved(topology, "vm-alone", "internet", { protocol: "udp", port: 53 });
    expect(dns.flow).toMatchObject({ protocol: "udp", port: 53 });
    const ping = resolved(topology, "vm-alone", "internet", { protocol: "icmp", port: 53 });
    expect(ping.flow).toMatchObject({ protocol: "icmp", port: null });
  });

  it("the address of a NIC is an end at that NIC, with the name of its VM", () => {
    const query = resolved(topology, "8.8.8.8", "10.0.0.4");
    expect(query).toMatchObject({ from: "8.8.8.8", to: "vm-alone", destination: "10.0.0.4" });
    expect(query.flow).toMatchObject({ fromAddress: "8.8.8.8", to: NIC });
  });

  it.each(["10.9.9.9", "172.31.0.1", "192.168.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "169.254.1.1"])(
    "%s is refused as the sender: it is a private address that no VM has",
    (from) => {
      expect(() => resolved(topology, from, "vm-alone")).toThrow(
        `${from} is a private address that no VM of the topology has`,
      );
    },
  );

  it.each(["9.255.255.255", "100.63.255.255", "100.128.0.1", "172.32.0.1", "203.0.113.9"])(
    "%s is accepted as the sender: it is an address of the internet",
    (from) => {
      expect(resolved(topology, from, "vm-alone").flow).toMatchObject({ fromAddress: from, to: NIC });
    },
  );

  it("a path between two addresses that no VM has is refused", () => {
    expect(() => resolved(topology, "8.8.8.8", "internet")).toThrow("neither end is a VM of the topology");
  });
});

describe("a packet to a VM in a VNet that nothing connects to the sender's", () => {
  const withFar = (far: MachineOptions): Azure =>
    alone()
      .vnet("far", "10.8.0.0/16")
      .subnet("far", "default", "10.8.0.0/24")
      .vm("far", "far_default", { publicIp: true, ...far })
      .set("public_ip.far", { ip_address: "20.0.0.9" });
  const topology = read(withFar({ address: "10.8.0.4" }));

  it("goes to the VM's public address where the question names that address", () => {
    const query = resolved(topology, "vm-alone", "20.0.0.9");
    expect(query).toMatchObject({ to: "vm-far", destination: "20.0.0.9" });
    expect(query.flow).toMatchObject({ from: NIC, toAddress: "20.0.0.9" });
    expect(ask(topology, "vm-alone", "20.0.0.9")).toMatchObject({ destination: "20.0.0.9", verdict: "direct" });
  });

  it("goes to the VM's private address, which has no route, where the question names the VM", () => {
    const query = resolved(topology, "vm-alone", "vm-far");
    expect(query).toMatchObject({ to: "vm-far", destination: "10.8.0.4" });
    expect(query.flow).toMatchObject({ from: NIC, toAddress: "10.8.0.4" });
    expect(ask(topology, "vm-alone", "vm-far")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("goes to the first address that its subnet has for a VM, where the VM's own is known after apply", () => {
    const { flow } = resolved(read(withFar({})), "vm-alone", "vm-far");
    expect(flow).toMatchObject({ toAddress: "10.8.0.4" });
  });

  it("goes to the NIC once the VNets are peered", () => {
    const peered = withFar({ address: "10.8.0.4" }).peering("lone", "far").peering("far", "lone");
    expect(resolved(read(peered), "vm-alone", "vm-far").flow).toMatchObject({ to: "azurerm_network_interface.far" });
  });
});
