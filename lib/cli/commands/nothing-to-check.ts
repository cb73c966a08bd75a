import { components } from "../../analysis/model/find";
import type { Topology } from "../../analysis/model/azure";
import { UserError } from "../input/user-error";

const MAX_TYPES = 8;

/** Refuses a topology without a VNet or VM, and names what it has: a report without findings would mislead. */
export function nothingToCheck(topology: Topology): UserError {
  const known = components(topology).flatMap(({ id }) => typeOf(id) ?? []);
  const types = [...new Set([...known, ...topology.others.map(({ type }) => type)])].sort();
  const more = types.length > MAX_TYPES ? `, and ${types.length - MAX_TYPES} more` : "";
  const got = types.length === 0 ? "no resources" : `only ${types.slice(0, MAX_TYPES).join(", ")}${more}`;
  return new UserError(
    {
      text: "nothing to check: the input has no VNet and no VM",
      got,
      want: "a topology with azurerm_virtual_network and VM resources",
      fix: "name the files of all stacks, or for modules the plan: terraform show -json x.tfplan | npx forced-tunnel check -",
    },
    2,
  );
}

/** "azurerm_route_table" of an address, whatever stack or module is before it. */
const typeOf = (id: string): string | undefined => /(?<type>[a-z]+_\w+)\.[^.]+$/.exec(id)?.groups?.type;
