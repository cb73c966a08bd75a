import type { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { hcl } from "./hcl";
import { known } from "./tokens";

/**
 * Names the part in the request that creates the subnet. cdktf's bindings are those of azurerm 4, which cannot.
 *
 * Terraform does not store a write-only argument: the provider sends it when the version changes, which is made from the
 * name because a part with another name has another id. The old part can be destroyed only after that.
 */
export function attachInOneStep(
  subnet: Subnet,
  argument: "network_security_group_id" | "route_table_id",
  part: NetworkSecurityGroup | RouteTable,
): void {
  subnet.addOverride(`${argument}_wo`, part.id);
  subnet.addOverride(`${argument}_wo_version`, hcl`parseint(substr(sha256(${part.name}), 0, 7), 16) + 1`);
  part.lifecycle = { ...part.lifecycle, createBeforeDestroy: true };
}

/** What of cdktf's classes says which version of a provider a stack requires. */
interface Overrides {
  readonly rawOverrides?: {
    readonly terraform?: { readonly required_providers?: { readonly azurerm?: { readonly version?: unknown } } };
  };
}

/** The version constraint of azurerm in a construct's stack; undefined if there is none, or it is known only at apply. */
export function azurermVersion(scope: IConstruct): string | undefined {
  const stack = TerraformStack.of(scope);
  const overridden = (stack as unknown as Overrides).rawOverrides?.terraform?.required_providers?.azurerm?.version;
  const provider = stack.node
    .findAll()
    .find(
      (node): node is TerraformProvider =>
        TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "azurerm",
    );
  const { providerVersion, providerVersionConstraint } = provider?.terraformGeneratorMetadata ?? {};
  const version = overridden ?? providerVersion ?? providerVersionConstraint;
  return typeof version === "string" ? known(version) : undefined;
}
