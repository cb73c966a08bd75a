import { Password } from "@cdktf/provider-random/lib/password";
import { Construct } from "constructs";
import { type KeyVaultSecretProps, keyVaultSecret } from "./internal/key-vault-secret";
import type { OwnClass } from "./internal/props-schema";

/**
 * A password for Windows machines: one that Terraform generates at apply, of 24 characters of all four classes, or a
 * secret of a Key Vault. It is in the state in plain text, and never in the JSON.
 */
export class AdminPassword extends Construct {
  /**
   * The newest version of a secret of a Key Vault that exists. Terraform reads it when it plans, so who runs Terraform
   * needs the permission to read secrets. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the vault is found, and which secret it is.
   * @see https://learn.microsoft.com/azure/key-vault/general/rbac-guide
   */
  public static fromKeyVault(scope: Construct, id: string, props: KeyVaultSecretProps): AdminPassword {
    return new AdminPassword(scope, id, (self) => keyVaultSecret(self, props));
  }

  /** A reference to the password; sensitive. */
  public readonly value: string;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform address. Another id generates another password.
   * @param source where the password comes from; without it, Terraform generates one.
   */
  public constructor(scope: Construct, id: string, source: (self: Construct) => string = generated) {
    super(scope, id);
    this.value = source(this);
  }
}

/** For a prop that accepts one. */
export const PASSWORD_CLASS: OwnClass = { type: AdminPassword, made: 'new AdminPassword(stack, "password")' };

/** The text of a password, however it was given. */
export const passwordOf = (password: string | AdminPassword | undefined): string | undefined =>
  password instanceof AdminPassword ? password.value : password;

function generated(self: Construct): string {
  return new Password(self, "password", {
    length: 24,
    // Azure requires three of four character classes and does not count "_" as a special character.
    minUpper: 1,
    minLower: 1,
    minNumeric: 1,
    minSpecial: 1,
    overrideSpecial: "!#%*+-=?@",
  }).result;
}
