import * as fc from "fast-check";
import { findingsOf } from "../../lib/index";
import { emptyStack, type Resource, Template } from "../support/apps";
import { runs } from "../support/runs";
import { build, topologies, type TopologySpec } from "../support/topologies";

function synthesize(spec: TopologySpec): Template {
  const { stack } = emptyStack("topology", false);
  build(stack, spec);
  expect(findingsOf(stack).filter(({ severity }) => severity === "error")).toEqual([]);
  return new Template(stack);
}

const each = (template: Template, type: string): Resource[] =>
  Object.values(template.json.resource[`azurerm_${type}`] ?? {});

test("random valid topologies: no rule speaks, and whatever is chosen, what makes them tunnel is there", () => {
  fc.assert(
    fc.property(topologies, (spec) => {
      const template = synthesize(spec);
      const nvas = spec.sites.flatMap((site) => site.nvas);
      expect(each(template, "linux_virtual_machine").filter((machine) => "custom_data" in machine)).toHaveLength(
        nvas.length,
      );
      expect(each(template, "route_server_bgp_connection")).toHaveLength(nvas.length);
      const ends = spec.hubs.length + spec.sites.length;
      const isPeered = spec.joined === "peering";
      expect(each(template, "virtual_network_gateway_connection")).toHaveLength(isPeered ? 0 : ends);
      expect(each(template, "virtual_network_peering")).toHaveLength(isPeered ? 2 * spec.hubs.length : 0);
      for (const gateway of each(template, "virtual_network_gateway")) {
        expect(gateway).toMatchObject({
          remote_vnet_traffic_enabled: true,
          ip_configuration: [expect.not.objectContaining({ public_ip_address_id: expect.anything() })],
        });
      }
      for (const routeServer of each(template, "route_server"))
        expect(routeServer.branch_to_branch_traffic_enabled).toBe(true);
      for (const group of each(template, "network_security_group")) {
        expect((group.security_rule as Resource[]).at(-1)).toMatchObject({
          access: "Deny",
          direction: "Inbound",
          priority: 4096,
          source_address_prefix: "*",
        });
      }
      // One route table for each jump and NVA subnet, and none anywhere else: the client follows what is learned.
      expect(each(template, "subnet_route_table_association")).toHaveLength(
        spec.hubs.filter(({ props }) => props.jumpServer !== "none").length + spec.sites.length,
      );
      for (const table of each(template, "route_table")) {
        expect(table.route).toEqual([
          { name: "0_0_0_0_0", address_prefix: "0.0.0.0/0", next_hop_type: "Internet", next_hop_in_ip_address: null },
        ]);
      }
    }),
    { numRuns: runs(30, 150), seed: 11 },
  );
});

test("Azure names are unique in their resource group, whatever is chosen", () => {
  fc.assert(
    fc.property(topologies, (spec) => {
      const template = synthesize(spec);
      for (const [type, byId] of Object.entries(template.json.resource)) {
        if (/subnet|association|password|schedule|bgp|run_command/.test(type)) continue;
        // Some have no name: terraform_data.
        const names = Object.values(byId).flatMap(({ name }) => (typeof name === "string" ? name.toLowerCase() : []));
        expect(new Set(names).size).toBe(names.length);
      }
    }),
    { numRuns: runs(10, 50), seed: 12 },
  );
});

test("the same topology gives the same JSON, byte for byte", () => {
  for (const spec of fc.sample(topologies, { numRuns: runs(3, 10), seed: 13 }))
    expect(JSON.stringify(synthesize(spec).json)).toBe(JSON.stringify(synthesize(spec).json));
});

test("no secret is in the JSON: passwords and keys are references", () => {
  for (const spec of fc.sample(topologies, { numRuns: runs(5, 20), seed: 14 })) {
    const { json } = synthesize(spec);
    for (const byId of Object.values(json.resource)) {
      for (const resource of Object.values(byId)) {
        for (const key of ["admin_password", "authorization_key"])
          if (key in resource) expect(resource[key]).toMatch(/^\$\{(var|random_password)\.[^}]+\}$/);
      }
    }
  }
});
