import type { Declaration } from "../declaration";

/**
 * The declaration with all connections to one Azure circuit on one path, even if several constructs refer to that
 * circuit.
 */
export function oneCircuitPerId(app: Declaration): Declaration {
  const first = new Map<string, string>();
  const pathOf = new Map<string, string>();
  for (const { path, circuitId } of app.circuits) {
    const id = circuitId?.toLowerCase();
    if (id !== undefined && !first.has(id)) first.set(id, path);
    pathOf.set(path, (id !== undefined ? first.get(id) : undefined) ?? path);
  }
  return {
    ...app,
    connections: app.connections.map((one) => ({ ...one, circuit: pathOf.get(one.circuit) ?? one.circuit })),
  };
}
