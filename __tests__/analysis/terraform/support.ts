import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import type { Topology } from "../../../lib/analysis/model/azure";
import type { InputFile } from "../../../lib/analysis/terraform/input-file";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";

/** A file of __tests__/fixtures/terraform. */
export const fixture = (name: string): InputFile => ({
  name,
  text: readFileSync(join(__dirname, "../../fixtures/terraform", name), "utf8"),
});

/** A file with this JSON. */
export const jsonFile = (name: string, json: object): InputFile => ({ name, text: JSON.stringify(json) });

/** The topology of a configuration with these resources, and what else is given. */
export function configured(resource: object, more: object = {}, assumptions?: Assumptions): Topology {
  return readTopology([jsonFile("main.tf.json", { resource, ...more })], assumptions);
}

/** What an expression gives, as a text. */
export function evaluated(expression: string, more: object = {}, assumptions?: Assumptions): string | undefined {
  const resource = {
    azurerm_public_ip: { it: { sku: `\${${expression}}` } },
    azurerm_route_server: { r: {} },
    azurerm_nat_gateway: { n: {} },
  };
  return configured(resource, more, assumptions).publicIps.find(({ id }) => id === "azurerm_public_ip.it")?.sku;
}
