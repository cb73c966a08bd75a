import type { Assumptions } from "../model/assumptions";
import type { Circuit } from "./express-route-circuit";
import { shown } from "../unknown/value";
import { TopologyError } from "../model/topology-error";

/** A customer's edge on a circuit's private peering. */
export interface OnPremises {
  readonly name: string;
  readonly circuit: string;
  readonly asn: number;
  readonly announces: readonly { readonly prefix: string; readonly asPath: readonly number[] }[];
}

/**
 * The edges that the user says are on the far side of circuits. @throws TopologyError where there is no such circuit
 */
export function readOnPremises(
  assumed: NonNullable<Assumptions["onPremises"]>,
  circuits: readonly Circuit[],
): readonly OnPremises[] {
  return assumed.map(({ name, circuit, asn, announces }) => ({
    name: name ?? `on-premises (AS ${asn})`,
    circuit: circuitNamed(circuit, circuits).id,
    asn,
    announces: announces.map((one) =>
      typeof one === "string" ? { prefix: one, asPath: [asn] } : { prefix: one.prefix, asPath: one.asPath ?? [asn] },
    ),
  }));
}

function circuitNamed(wanted: string, circuits: readonly Circuit[]): Circuit {
  const key = wanted.toLowerCase();
  const found = circuits.filter(({ id, name, path }) => [id, name, path].some((one) => one?.toLowerCase() === key));
  if (found.length === 1) return found[0]!;
  const have = circuits.map(({ id, name }) => (shown(name) === id ? id : `${shown(name)} (${id})`)).join(", ");
  throw new TopologyError({
    text: found.length === 0 ? `no circuit named "${wanted}"` : `several circuits are named "${wanted}"`,
    have: have === "" ? "none: no connection leads to a circuit" : have,
    fix: "name the circuit by its name, its id or its Terraform address",
  });
}
