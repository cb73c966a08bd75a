import type { LoadBalancer, Topology } from "../../../lib/analysis/model/azure";
import { nextHopProblem } from "../../../lib/analysis/model/next-hop-problem";
import { nextHopsAt } from "../../../lib/analysis/model/next-hops";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { sentenceOf } from "../../../lib/analysis/unknown/propose";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { configured } from "../terraform/support";
import { id, network, nic } from "./sample-resources";

describe("a load balancer", () => {
  const frontend = { name: "f", subnet_id: id("azurerm_subnet.s"), private_ip_address: "10.0.0.100" };
  const balanced = (more: object): Topology =>
    configured({
      ...network,
      azurerm_network_interface: { a: nic("10.0.0.4"), b: nic("10.0.0.5") },
      azurerm_public_ip: { p: { name: "p" } },
      azurerm_lb: {
        l: {
          name: "l",
          frontend_ip_configuration: [frontend, { name: "out", public_ip_address_id: id("azurerm_public_ip.p") }],
        },
      },
      azurerm_lb_backend_address_pool: { one: { loadbalancer_id: id("azurerm_lb.l") } },
      ...more,
    });

  test("forwards to the backend pool of a rule for all ports, by either name of the attribute", () => {
    const rule = {
      loadbalancer_id: id("azurerm_lb.l"),
      protocol: "All",
      frontend_port: 0,
      frontend_ip_configuration_name: "f",
    };
    const members = {
      azurerm_network_interface_backend_address_pool_association: {
        a: {
          backend_address_pool_id: id("azurerm_lb_backend_address_pool.one"),
          network_interface_id: id("azurerm_network_interface.a"),
        },
      },
    };
    for (const pool of [
      { backend_address_pool_ids: [id("azurerm_lb_backend_address_pool.one")] },
      { backend_address_pool_id: id("azurerm_lb_backend_address_pool.one") },
    ]) {
      const [balancer] = balanced({ ...members, azurerm_lb_rule: { r: { ...rule, ...pool } } }).loadBalancers;
      expect(balancer).toMatchObject({
        allPorts: true,
        backends: ["azurerm_network_interface.a"],
        frontends: [
          { name: "f", address: "10.0.0.100", subnet: "azurerm_subnet.s", appliances: ["azurerm_network_interface.a"] },
          { name: "out" },
        ],
      });
    }
  });

  test.each([
    ["one port", { protocol: "Tcp", frontend_port: 443 }],
    ["one port of all protocols", { protocol: "All", frontend_port: 443 }],
    ["all ports of one protocol", { protocol: "Tcp", frontend_port: 0 }],
  ])("does not forward all ports where its rule is for %s", (_, ports) => {
    const rule = {
      loadbalancer_id: id("azurerm_lb.l"),
      frontend_ip_configuration_name: "f",
      backend_address_pool_ids: [id("azurerm_lb_backend_address_pool.one")],
      ...ports,
    };
    expect(balanced({ azurerm_lb_rule: { r: rule } }).loadBalancers[0]).toMatchObject({
      allPorts: false,
      frontends: [{ name: "f" }, { name: "out" }],
    });
  });

  test("finds the NICs of its backend pool by address", () => {
    const address = { backend_address_pool_id: id("azurerm_lb_backend_address_pool.one"), ip_address: "10.0.0.5" };
    expect(
      balanced({
        azurerm_lb_backend_address_pool_address: { x: address, elsewhere: { ...address, ip_address: "10.9.9.9" } },
      }).loadBalancers[0]!.backends,
    ).toEqual(["azurerm_network_interface.b"]);
  });

  const pool = id("azurerm_lb_backend_address_pool.one");
  const named = {
    azurerm_network_interface_backend_address_pool_association: {
      a: { backend_address_pool_id: pool, network_interface_id: id("azurerm_network_interface.a") },
    },
  };
  const out = { nics: ["azurerm_network_interface.a"], publicIps: ["azurerm_public_ip.p"] };
  const l = id("azurerm_lb.l");

  const ha = { loadbalancer_id: l, protocol: "All", frontend_port: 0, frontend_ip_configuration_name: "f" };
  /** What gets the packets that a route sends to the frontend, where the answer to every claim is the given one. */
  const backends = (rule: object, answer: boolean): { nics: string[]; asked: string[] } => {
    const topology = balanced({
      ...named,
      azurerm_lb_rule: { r: { ...ha, backend_address_pool_ids: [pool], ...rule } },
    });
    const scenario = new Scenario(new Map(), () => answer);
    const nics = nextHopsAt(new TopologyIndex(topology, scenario), ["azurerm_virtual_network.v"], "10.0.0.100");
    return {
      nics: nics.map((nic) => nic.id),
      asked: [...scenario.answers.values()].map(({ claim }) => sentenceOf(claim)),
    };
  };

  test.each([
    ["protocol", { protocol: "${var.u}" }, "var.u is All"],
    ["port", { frontend_port: "${var.u}" }, "var.u is 0"],
    ["frontend", { frontend_ip_configuration_name: "${var.u}" }, "var.u is f"],
    ["pools", { backend_address_pool_ids: "${var.u}" }, "var.u names azurerm_lb_backend_address_pool.one"],
    ["pool", { backend_address_pool_ids: ["${var.u}"] }, "var.u names azurerm_lb_backend_address_pool.one"],
  ])("may forward all ports where the %s of its rule is known only after apply", (_, rule, asked) => {
    expect(backends(rule, true)).toEqual({ nics: ["azurerm_network_interface.a"], asked: [asked] });
    expect(backends(rule, false)).toEqual({ nics: [], asked: [asked] });
  });

  test("does not wait for a value that cannot make the rule one for all ports", () => {
    expect(backends({ protocol: "Tcp", frontend_port: "${var.u}" }, true)).toEqual({ nics: [], asked: [] });
    expect(backends({ protocol: "${var.u}", frontend_ip_configuration_name: "out" }, true)).toEqual({
      nics: [],
      asked: [],
    });
  });

  test("is no next hop where the pool of its rule is empty, which is another problem than no rule", () => {
    const problem = (more: object): string | undefined =>
      nextHopProblem(new TopologyIndex(balanced(more)), "azurerm_virtual_network.v", "10.0.0.100")?.kind;
    const rule = { ...ha, backend_address_pool_ids: [pool] };
    expect(problem({ azurerm_lb_rule: { r: rule } })).toBe("empty-pool");
    expect(problem({ azurerm_lb_rule: { r: { ...rule, protocol: "Tcp" } } })).toBe("no-port-rule");
  });

  test("translates what the NICs of the pool of an outbound rule send", () => {
    const rule = { loadbalancer_id: l, protocol: "All", backend_address_pool_id: pool };
    const outbound = (frontend: string): LoadBalancer["outbound"] =>
      balanced({
        ...named,
        azurerm_lb_outbound_rule: { o: { ...rule, frontend_ip_configuration: [{ name: frontend }] } },
      }).loadBalancers[0]!.outbound;
    expect(outbound("out")).toEqual([{ ...out, protocol: "all" }]);
    expect(outbound("f")).toEqual([]);
    expect(balanced(named).loadBalancers[0]!.outbound).toEqual([]);
  });

  test.each([
    ["for its protocol", {}, [{ ...out, protocol: "tcp" }]],
    ["unless it says otherwise", { disable_outbound_snat: true }, []],
    ["not from an internal frontend", { frontend_ip_configuration_name: "f" }, []],
  ])("translates by an inbound rule, too, %s", (_, more, outbound) => {
    const rule = { loadbalancer_id: l, protocol: "Tcp", frontend_port: 443, backend_address_pool_ids: [pool] };
    const rules = { r: { ...rule, frontend_ip_configuration_name: "out", ...more } };
    expect(balanced({ ...named, azurerm_lb_rule: rules }).loadBalancers[0]!.outbound).toEqual(outbound);
  });

  test("takes default outbound access from the NICs that its pools name, not from those of addresses", () => {
    const address = { backend_address_pool_id: pool, ip_address: "10.0.0.5" };
    const topology = balanced({ ...named, azurerm_lb_backend_address_pool_address: { x: address } });
    expect(topology.loadBalancers[0]).toMatchObject({
      backends: ["azurerm_network_interface.a", "azurerm_network_interface.b"],
      withoutDefaultOutbound: ["azurerm_network_interface.a"],
    });
  });

  test("leaves default outbound access where its SKU is Basic", () => {
    const basic = { azurerm_lb: { l: { name: "l", sku: "Basic", frontend_ip_configuration: [frontend] } } };
    expect(balanced({ ...named, ...basic }).loadBalancers[0]!.withoutDefaultOutbound).toEqual([]);
  });
});
