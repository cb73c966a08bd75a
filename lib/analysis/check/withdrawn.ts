import type { GuestBgp } from "../model/guest";
import type { Topology } from "../model/azure";
import { isDefault } from "./nvas";

/** The topology on the day when no NVA advertises a default any more. */
export function withdrawn(topology: Topology): Topology {
  const machines = topology.machines.map((machine) =>
    machine.guest?.bgp ? { ...machine, guest: { ...machine.guest, bgp: silent(machine.guest.bgp) } } : machine,
  );
  return { ...topology, machines };
}

const silent = (bgp: GuestBgp): GuestBgp => filtered(bgp, ({ prefix }) => !isDefault(prefix));

const filtered = (bgp: GuestBgp, keeps: (one: GuestBgp["originates"][number]) => boolean): GuestBgp => ({
  ...bgp,
  originates: bgp.originates.filter(keeps),
  neighbors: bgp.neighbors.map((neighbor) => ({ ...neighbor, originates: neighbor.originates.filter(keeps) })),
});
