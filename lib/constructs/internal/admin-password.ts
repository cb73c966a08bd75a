import { Password } from "@cdktf/provider-random/lib/password";
import { Construct } from "constructs";

/**
 * A password for Windows machines that Terraform generates at apply: 24 characters of all four classes. It is in the
 * state in plain text, and never in the JSON.
 */
export class AdminPassword extends Construct {
  /** A reference to the password; sensitive. */
  public readonly value: string;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform address. Another id generates another password.
   */
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const password = new Password(this, "password", {
      length: 24,
      // Azure requires three of four character classes and does not count "_" as a special character.
      minUpper: 1,
      minLower: 1,
      minNumeric: 1,
      minSpecial: 1,
      overrideSpecial: "!#%*+-=?@",
    });
    this.value = password.result;
  }
}
