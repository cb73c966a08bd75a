import { TerraformStack } from "cdktf";
import { overview, readTopology } from "../../lib/analysis";
import { findingsOf, type ForcedTunnelingHub, type NetworkOptions } from "../../lib/index";
import { article, Template } from "../support/apps";

const VERSION = "terraform.required_providers.azurerm.version";

/** The article's topology with azurerm 5, in the one way or the other. */
function built(subnetCreation?: NetworkOptions["subnetCreation"], more?: (hub: ForcedTunnelingHub) => void) {
  const { stack, hub } = article({ hub: { subnetCreation }, site: { subnetCreation } });
  stack.addOverride(VERSION, "5.2.0");
  more?.(hub);
  return { stack, hub };
}

const jsonOf = (stack: TerraformStack) => new Template(stack).json;

test("two steps are the default", () => {
  expect(jsonOf(built("two-steps").stack)).toEqual(jsonOf(built().stack));
});

describe("in one step", () => {
  test("a subnet names its group and table, and nothing is associated afterwards", () => {
    const { stack } = built("one-step");
    expect(findingsOf(stack)).toEqual([]);
    const { resource } = jsonOf(stack);
    expect(Object.keys(resource).filter((type) => type.includes("association"))).toEqual([]);
    const subnets = Object.values(resource.azurerm_subnet!);
    const [jump] = subnets.filter(({ name }) => name === "jump");
    const id = String.raw`\$\{azurerm_(network_security_group|route_table)\.hub00_network_jump_[\w-]+\.id\}`;
    expect(jump).toMatchObject({
      network_security_group_id_wo: expect.stringMatching(`^${id}$`),
      network_security_group_id_wo_version: expect.stringMatching(
        /^\$\{parseint\(substr\(sha256\(azurerm_network_security_group\.[\w-]+\.name\), 0, 7\), 16\) \+ 1\}$/,
      ),
      route_table_id_wo: expect.stringMatching(`^${id}$`),
      route_table_id_wo_version: expect.stringContaining(".name), 0, 7), 16) + 1}"),
    });
    const [client] = subnets.filter(({ name }) => name === "default");
    expect(client).not.toHaveProperty("route_table_id_wo");
  });

  test("groups and tables are replaced before the old ones are destroyed: the subnet uses them until then", () => {
    const { resource } = jsonOf(built("one-step").stack);
    for (const type of ["azurerm_network_security_group", "azurerm_route_table"])
      for (const part of Object.values(resource[type]!))
        expect(part.lifecycle).toMatchObject({ create_before_destroy: true });
  });

  test("a machine waits for its subnet, the gateway for all of them", () => {
    const { resource } = jsonOf(built("one-step").stack);
    const [machine] = Object.values(resource.azurerm_linux_virtual_machine!);
    expect(machine!.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^azurerm_subnet\.hub100_network_nva_/)]),
    );
  });

  test("subnets that are added later are made so, too", () => {
    const { resource } = jsonOf(
      built("one-step", ({ network }) => {
        network.addSubnet("apps", {
          name: "apps",
          prefix: "10.0.1.0/24",
          securityRules: [],
          internetTraffic: "exempt",
        });
      }).stack,
    );
    const [apps] = Object.values(resource.azurerm_subnet!).filter(({ name }) => name === "apps");
    expect(apps).toHaveProperty("network_security_group_id_wo");
    expect(apps).toHaveProperty("route_table_id_wo");
  });

  test("traffic is the same", () => {
    const answers = (["one-step", "two-steps"] as const).map((way) =>
      overview(readTopology([{ name: "cdk.tf.json", text: JSON.stringify(jsonOf(built(way).stack)) }])),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.map(({ verdict }) => verdict)).toEqual(["exempt", "tunnelled", "exempt"]);
  });

  test.each(["4.55.0", undefined])("is an error with azurerm %s", (version) => {
    const { stack } = article({ hub: { subnetCreation: "one-step" } });
    if (version !== undefined) stack.addOverride(VERSION, version);
    expect(findingsOf(stack).map(({ id, at, text }) => ({ id, at: at[0], text }))).toEqual([
      {
        id: "FT202",
        at: { path: "main/hub00", prop: "subnetCreation" },
        text: "subnets cannot be created in one step with azurerm 4.55.0",
      },
    ]);
  });

  test("another word is refused", () => {
    const { stack } = article({ hub: { subnetCreation: "inline" as "one-step" } });
    expect(findingsOf(stack).map(({ id, want }) => [id, want])).toEqual([["FT002", '"one-step" or "two-steps"']]);
  });
});
