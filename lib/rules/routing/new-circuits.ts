import type { Declaration, NewCircuitDeclaration } from "../declaration";

/** A circuit that the app creates. */
export interface CreatedCircuit {
  readonly path: string;
  readonly created: NewCircuitDeclaration;
}

/** The circuits that the app creates. */
export const createdCircuits = (app: Declaration): CreatedCircuit[] =>
  app.circuits.flatMap(({ path, created }) => (created ? [{ path, created }] : []));
