import type { Guest } from "./guest";
import type { Topology } from "./azure";

type Lists = {
  [K in keyof Topology]-?: Topology[K] extends readonly { readonly id: string }[] ? K : never;
}[keyof Topology];

/** The topology with some properties of one component changed. */
export function edited<K extends Lists>(
  topology: Topology,
  list: K,
  id: string,
  changes: Partial<Topology[K][number]>,
): Topology {
  const components = topology[list] as readonly { readonly id: string }[];
  return {
    ...topology,
    [list]: components.map((component) => (component.id === id ? { ...component, ...changes } : component)),
  };
}

/** The topology with a machine's guest changed. */
export function guestEdited(topology: Topology, machine: string, change: (guest: Guest) => Guest): Topology {
  return {
    ...topology,
    machines: topology.machines.map((one) =>
      one.id === machine && one.guest ? { ...one, guest: change(one.guest) } : one,
    ),
  };
}
