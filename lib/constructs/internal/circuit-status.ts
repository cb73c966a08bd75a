import type { ExpressRouteCircuit } from "@cdktf/provider-azurerm/lib/express-route-circuit";
import { TerraformStack } from "cdktf";
import type { ServiceProviderOptions } from "../new-circuit-props";
import type { CircuitGate } from "./circuit-gate";
import { type Expression, hcl } from "./hcl";

/** A circuit whose state users are told. */
export interface ReportedCircuit {
  readonly name: string;
  readonly circuit: ExpressRouteCircuit;
  /** Absent on a Direct port. */
  readonly gate: CircuitGate | undefined;
  readonly provider: ServiceProviderOptions | undefined;
  /** False if the service provider configures the private peering. */
  readonly ownPeering: boolean;
}

/**
 * Adds a Terraform check that warns while the circuit is not provisioned.
 * @returns what the user has to do next, in a sentence.
 */
export function circuitStatus(reported: ReportedCircuit): string {
  const { name, circuit, gate, provider, ownPeering } = reported;
  const state = hcl`${circuit.serviceProviderProvisioningState}`;
  const provisioned = hcl`${state} == "Provisioned"`;
  const todo = provider
    ? `Give its service key to ${provider.name}, who provisions it in ${provider.peeringLocation}. Then apply again: that creates what needs a provisioned circuit.`
    : "Look at its ExpressRoute Direct port, then apply again.";
  const warning = hcl`format("Circuit %s is %s. %s", ${name}, ${state}, ${todo})`;
  // Of the resource's own attribute: a data source in the check would make every plan report a change.
  TerraformStack.of(circuit).addOverride(`check.${circuit.friendlyUniqueId}_provisioned`, [
    { assert: [{ condition: provisioned.toString(), error_message: warning.toString() }] },
  ]);
  const text = (words: string): Expression => hcl`${`Circuit ${name} ${words}`}`;
  const done = text("is provisioned: nothing is left to do.");
  const unpeered = text(
    "is provisioned, but has no private peering. Let its provider configure one, or set privatePeering. Then apply again.",
  );
  const waiting = text(`is not provisioned yet. ${todo}`);
  const ready = gate && !ownPeering ? hcl`(${gate.peered} ? ${done} : ${unpeered})` : done;
  return hcl`${gate?.provisioned ?? provisioned} ? ${ready} : ${waiting}`.toString();
}
