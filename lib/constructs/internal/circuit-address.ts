import type { TerraformProvider } from "cdktf";
import type { FoundCircuitDeclaration } from "../../rules/declaration";
import { known } from "./tokens";

/** The names by which Terraform finds a circuit. */
export interface CircuitAddress {
  readonly name: string;
  readonly resourceGroupName: string;
  /** Provider of the circuit's subscription; undefined: that of the stack. */
  readonly provider: TerraformProvider | undefined;
}

/** null: not given; undefined: known only at apply. */
export const given = <T>(value: T | undefined): T | undefined | null => (value === undefined ? null : known(value));

/** The declaration of an address, which may be incomplete. */
export const found = ({ name, resourceGroupName, provider }: Partial<CircuitAddress>): FoundCircuitDeclaration => ({
  name: given(name),
  resourceGroupName: given(resourceGroupName),
  provider: provider?.alias ?? "",
});
