import { components } from "../../analysis/model/find";
import type { Topology } from "../../analysis/model/azure";
import { UserError } from "../input/user-error";

const MAX_TYPES = 8;

/** Of a topology without any VNet or VM: what there is instead. That no rule finds anything in it would mislead. */
export function nothingToCheck(topology: Topology): UserError {
  const known = components(topology).flatMap(({ id }) => typeOf(id) ?? []);
  const types = [...new Set([...known, ...topology.others.map(({ type }) => type)])].sort();
  const more = types.length > MAX_TYPES ? `, and ${types.length - MAX_TYPES} more` : "";
  const got = types.length === 0 ? "no resource" : `only ${types.slice(0, MAX_TYPES).join(", ")}${more}`;
  return new UserError(
    {
      text: "there is nothing to check: no VNet and no VM",
      got,
      want: "a topology: azurerm_virtual_network, azurerm_linux_virtual_machine and what joins them",
      fix: "name the files that have them, all stacks together; of modules the plan: terraform show -json x.tfplan | npx forced-tunnel check -",
    },
    2,
  );
}

/** "azurerm_route_table" of an address, whatever stack or module is before it. */
const typeOf = (id: string): string | undefined => /(?<type>[a-z]+_\w+)\.[^.]+$/.exec(id)?.groups?.type;
