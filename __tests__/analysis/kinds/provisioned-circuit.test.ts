import { ask } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";
import type { Azure, Attributes } from "../../support/analysis/azure";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { Assumptions } from "../../../lib/analysis/model/assumptions";

const STATE = "data.azurerm_express_route_circuit.erc.service_provider_provisioning_state";
const NOTE = "the answers assume that the service provider has provisioned circuit erc";

/** The article's topology, with connections that exist where the condition holds. */
function gated(condition: string, more: Attributes = {}): { azure: Azure; more: object } {
  const azure = ["hub00", "hub100"].reduce(
    (all, hub) => all.set(`virtual_network_gateway_connection.conn-${hub}`, { count: `\${${condition} ? 1 : 0}` }),
    t(),
  );
  const erc = { name: "erc", resource_group_name: "rg-circuit", ...more };
  return {
    azure,
    more: { data: { azurerm_express_route_circuit: { erc } }, locals: { ready: `\${${STATE} == "Provisioned"}` } },
  };
}

function answer({ azure, more }: ReturnType<typeof gated>, assumptions?: Assumptions) {
  const { resource, variable } = azure;
  const text = JSON.stringify({ resource, variable, ...more });
  const topology = readTopology([{ name: "main.tf.json", text }], assumptions);
  const notes = topology.notes.map((note) => note.text).filter((one) => one.includes("provisioned"));
  return { verdict: ask(topology, "vm-hub00").verdict, notes };
}

describe("connections that wait for the circuit's provider", () => {
  test.each([
    ["a comparison", `${STATE} == "Provisioned"`],
    ["a local", "local.ready"],
    ["one of several conditions", `local.ready || length(data.azurerm_resources.found.resources) > 0`],
    [
      "a look-up with a count",
      `try(one(data.azurerm_express_route_circuit.erc[*].service_provider_provisioning_state), null) == "Provisioned"`,
    ],
  ])("are there, with a note: %s", (_, condition) => {
    expect(answer(gated(condition))).toEqual({ verdict: "tunnelled", notes: [NOTE] });
  });

  test("are there without a note where the file says so", () => {
    const known = gated("local.ready", { service_provider_provisioning_state: "Provisioned" });
    expect(answer(known)).toEqual({ verdict: "tunnelled", notes: [] });
  });

  test.each(["NotProvisioned", "Provisioning", "Deprovisioning"])("are not there in the state %s", (state) => {
    const given = answer(gated("local.ready", { service_provider_provisioning_state: state }));
    const assumed = answer(gated("local.ready"), { values: { [STATE]: state } });
    expect(given).toEqual({ verdict: "dropped", notes: [] });
    expect(assumed).toEqual({ verdict: "dropped", notes: [] });
  });

  test("are undecided where something else decides", () => {
    expect(answer(gated(`local.ready && var.connect`)).verdict).toBe("undetermined");
  });
});
