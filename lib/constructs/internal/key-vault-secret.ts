import { DataAzurermKeyVault } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault";
import { DataAzurermKeyVaultSecret } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault-secret";
import type { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find } from "../existing";
import { declare, named } from "./declaration-registry";
import { object, parseProps, type PropsSchema, text } from "./props-schema";

/** Which secret of which Key Vault. */
export interface KeyVaultSecretProps {
  /** Key Vault that the secret is in. */
  readonly vault: ExistingProps;
  /** Name of the secret: 1 to 127 letters, digits and hyphens. */
  readonly secretName: string;
}

const SCHEMA: PropsSchema<KeyVaultSecretProps> = { vault: object(EXISTING_SCHEMA), secretName: text };

/** A reference to a secret of a Key Vault that exists: its newest version when Terraform plans. */
export function keyVaultSecret(self: Construct, props: KeyVaultSecretProps): string {
  const { vault = {}, secretName = "" } = parseProps(self, props, SCHEMA);
  const { resource, ...found } = find(self, "vaults", vault, "vault");
  const keyVaultId = resource?.id ?? vault.id ?? new DataAzurermKeyVault(self, "vault", found).id;
  const { path } = self.node;
  // Several constructs may use the same secret.
  declare(self, () => ({ names: named({ path, prop: "secretName" }, "Key Vault secret", secretName, path) }));
  return new DataAzurermKeyVaultSecret(self, "secret", { name: secretName, keyVaultId }).value;
}
