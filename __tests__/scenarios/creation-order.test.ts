import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { stackFiles } from "../../lib/cli/input/inventory";
import { emptyStack, Template } from "../support/apps";
import { type Block, type Configuration, orderViolations } from "../support/creation-order";
import { APPS, synthesized } from "../support/example-pages";
import { runs } from "../support/runs";
import { build, topologies } from "../support/topologies";

const configurations = (app: string): Configuration[] =>
  stackFiles(join(synthesized(app), "cdktf.out")).map(
    (file) => JSON.parse(readFileSync(file, "utf8")) as Configuration,
  );

test.each(APPS)("$app: Azure refuses nothing, in the order that Terraform creates and destroys", ({ app }) => {
  expect(configurations(app).flatMap(orderViolations)).toEqual([]);
});

test("random topologies: Azure refuses nothing, in the order that Terraform creates and destroys", () => {
  fc.assert(
    fc.property(topologies, (spec) => {
      const { stack } = emptyStack("topology", false);
      build(stack, spec);
      expect(orderViolations(new Template(stack).json as unknown as Configuration)).toEqual([]);
    }),
    { numRuns: runs(20, 200) },
  );
});

describe("an order that is not in the graph is found", () => {
  /** The app without the explicit dependencies of resources of a type. */
  function without(app: string, type: string): string[] {
    const [configuration] = configurations(app);
    for (const block of Object.values<Block>(configuration!.resource![`azurerm_${type}`]!)) delete block.depends_on;
    return orderViolations(configuration!);
  }

  test.each([
    [
      "examples/two-regions.ts",
      "virtual_network_gateway_connection",
      "at once: both use azurerm_virtual_network_gateway",
    ],
    ["examples/two-regions.ts", "virtual_network_gateway_connection", "would lead to an NVA that is not there"],
    ["examples/standby-nva.ts", "route_server_bgp_connection", "at once: both use azurerm_route_server."],
    ["examples/standby-nva.ts", "route_server_bgp_connection", "has to exist before its BGP connection"],
    ["main.ts", "route_server", "at once: both use azurerm_virtual_network."],
    ["main.ts", "windows_virtual_machine", "without the rules of its subnet"],
    ["examples/no-circuit.ts", "virtual_network_peering", "uses the gateway or Route Server of the other side"],
  ])("%s without depends_on of %s: %s", (app, type, expected) => {
    expect(without(app, type).join("\n")).toContain(expected);
  });
});
