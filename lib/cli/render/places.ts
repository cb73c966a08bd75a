import type { Component, Topology } from "../../analysis/model/azure";
import { printable } from "./terminal-text";

/** Says of a component where its user finds it. */
export interface Places {
  /** "hub100/nva  (azurerm_subnet.hub100_nva)"; only the address where the file has no construct paths. */
  of(id: string): string;
  /** Construct path, or Terraform's address. */
  path(id: string): string;
  /** The name in Azure; the id where it is none of a component. */
  name(id: string): string;
}

/** The places of all components of a topology. */
export function placesOf(topology: Topology): Places {
  const components = new Map<string, Component>();
  for (const entry of Object.values(printable(topology)).flat() as readonly Partial<Component>[])
    if (entry.id !== undefined && entry.name !== undefined) components.set(entry.id, entry as Component);
  const path = (id: string): string | undefined => components.get(id)?.path;
  return {
    of: (id) => (path(id) === undefined ? id : `${path(id)}  (${id})`),
    path: (id) => path(id) ?? id,
    name: (id) => components.get(id)?.name ?? id,
  };
}
