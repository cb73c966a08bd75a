import type { Topology } from "../../analysis/model/azure";
import { UserError } from "../input/user-error";

const MAX_TYPES = 8;

/** Refuses a topology without a VNet or VM, and names what it has: a report without findings would mislead. */
export function nothingToCheck(topology: Topology): UserError {
  const types = [...new Set(topology.resources.map(({ type }) => type))].sort();
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
