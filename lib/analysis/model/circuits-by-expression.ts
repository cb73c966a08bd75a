import type { Circuit, Topology } from "./azure";

/** Beyond this many, different expressions are taken for different circuits (row A3). */
const MAX_CIRCUITS_BY_EXPRESSION = 3;

/**
 * Circuits that the files name by expressions, which may turn out to be the same one. None where there are too many to
 * try.
 */
export function circuitsByExpression({ circuits }: Topology): readonly Circuit[] {
  const found = circuits.filter(({ managed, id }) => !managed && !id.startsWith("/"));
  return found.length <= MAX_CIRCUITS_BY_EXPRESSION ? found : [];
}
