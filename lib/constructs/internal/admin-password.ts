import { Password } from "@cdktf/provider-random/lib/password";
import { Construct } from "constructs";

/** A password for Windows machines that Terraform draws at apply: it is in the state, never in the JSON. */
export class AdminPassword extends Construct {
  /** A reference to the password. */
  public readonly value: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const password = new Password(this, "password", {
      length: 24,
      // Azure wants three of four classes, and does not count "_" as a special character: a draw must not miss them.
      minUpper: 1,
      minLower: 1,
      minNumeric: 1,
      minSpecial: 1,
      overrideSpecial: "!#%*+-=?@",
    });
    this.value = password.result;
  }
}
