import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assumptions, Topology } from "../../../lib/topology/model";
import { type InputFile, readTopology } from "../../../lib/topology/read/read-topology";

/** A file of __tests__/fixtures/terraform. */
export const fixture = (name: string): InputFile => ({ name, text: readFileSync(join(__dirname, "../../fixtures/terraform", name), "utf8") });

/** The topology of a configuration with these resources, and what else is given. */
export function configured(resource: object, more: object = {}, assumptions?: Assumptions): Topology {
  return readTopology([{ name: "main.tf.json", text: JSON.stringify({ resource, ...more }) }], assumptions);
}

/** Every private address of the one NIC that has this expression for one. */
export function evaluated(expression: string, more: object = {}): string | undefined {
  return configured({ azurerm_public_ip: { it: { name: "it", sku: `\${${expression}}` } } }, more).publicIps[0]?.sku;
}
