import { Password } from "@cdktf/provider-random/lib/password";
import { Construct } from "constructs";
import { type KeyVaultSecretProps, keyVaultSecret } from "./internal/key-vault-secret";
import type { OwnClass } from "./internal/props-schema";

/**
 * The key that a VPN connection and the VPN device on the other side share: one that Terraform generates at apply, of 32
 * letters and digits, or a secret of a Key Vault. It is in the state in plain text, and never in the JSON.
 */
export class SharedKey extends Construct {
  /**
   * The newest version of a secret of a Key Vault that exists. Terraform reads it when it plans, so who runs Terraform
   * needs the permission to read secrets. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the vault is found, and which secret it is.
   * @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide
   */
  public static fromKeyVault(scope: Construct, id: string, props: KeyVaultSecretProps): SharedKey {
    return new SharedKey(scope, id, (self) => keyVaultSecret(self, props));
  }

  /** A reference to the key; sensitive. */
  public readonly value: string;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform address. Another id generates another key.
   * @param source where the key comes from; without it, Terraform generates one.
   */
  public constructor(scope: Construct, id: string, source: (self: Construct) => string = generated) {
    super(scope, id);
    this.value = source(this);
  }
}

/** For a prop that accepts one. */
export const SHARED_KEY_CLASS: OwnClass = { type: SharedKey, made: 'new SharedKey(stack, "shared-key")' };

// Letters and digits only: VPN devices differ in the other characters that they accept.
const generated = (self: Construct): string => new Password(self, "key", { length: 32, special: false }).result;
