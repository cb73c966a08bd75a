import type { CircuitDeclaration, Declaration } from "../declaration";

/**
 * The declaration with all connections to one Azure circuit on one path, even if several constructs refer to that
 * circuit.
 */
export function oneCircuitPerId(app: Declaration): Declaration {
  const first = new Map<string, string>();
  const pathOf = new Map<string, string>();
  for (const circuit of app.circuits) {
    const { path } = circuit;
    const id = circuitIdentity(circuit);
    if (id !== undefined && !first.has(id)) first.set(id, path);
    pathOf.set(path, (id !== undefined ? first.get(id) : undefined) ?? path);
  }
  return {
    ...app,
    connections: app.connections.map((one) => ({ ...one, circuit: pathOf.get(one.circuit) ?? one.circuit })),
  };
}

/** What two constructs of one circuit share; undefined if it is known only at apply. */
export function circuitIdentity({ circuitId, found }: CircuitDeclaration): string | undefined {
  if (circuitId !== undefined || !found?.name || !found.resourceGroupName) return circuitId?.toLowerCase();
  return JSON.stringify([found.provider, found.resourceGroupName, found.name]).toLowerCase();
}
