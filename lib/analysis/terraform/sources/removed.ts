import { bodies, member, textAt, type Json } from "../json";
import { Resource } from "../resource";
import type { ReadContext } from "../read-context";

/** What a resource that Terraform forgets does, where a file does not have its values. */
export const FORGOTTEN = "remains in Azure when Terraform forgets it, and the file does not have its values";

/** These change packets only where something else names them, which is a resource of its own. */
const ATTACHED: ReadonlySet<string> = new Set([
  "azurerm_application_security_group",
  "azurerm_nat_gateway",
  "azurerm_network_security_group",
  "azurerm_public_ip",
  "azurerm_route_table",
]);

/**
 * What `removed` blocks with `destroy = false` leave in Azure.
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export const forgottenBy = (
  removed: Json | undefined,
  { stack, prefix, context }: { readonly stack: string; readonly prefix: string; readonly context: ReadContext },
): readonly Resource[] =>
  bodies(removed).flatMap((block) => {
    const from = textAt(block, "from")?.replace(/^\$\{(.*)\}$/s, "$1");
    const isKept = bodies(member(block, "lifecycle")).some((one) => member(one, "destroy") === false);
    if (from === undefined || !isKept) return [];
    const type = from.replace(/^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)+(?=\w+\.)/, "").split(".")[0] ?? "";
    if (ATTACHED.has(type)) return [];
    return new Resource(
      {
        id: `${prefix}${from}`,
        type,
        data: false,
        stack,
        unread: FORGOTTEN,
        read: () => undefined,
        attributes: () => [],
      },
      context,
    );
  });
