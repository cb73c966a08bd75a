import { parsePrefix } from "../../domain/ipv4";
import type { Machine, Nic, Subnet } from "../model/azure";
import { nextHopsAt, reachablePlaces } from "../model/next-hops";
import { isOpen } from "../unknown/value";
import type { CheckContext } from "./context";
import { isDefault } from "./nvas";

/** A machine that a user-defined route leads packets to. */
export interface LedMachine {
  readonly machine: Machine;
  readonly nic: Nic;
  readonly subnet: Subnet;
  readonly prefix: string;
}

/** The machines that routes to a part of the networks lead to: default routes are judged by the verdicts. */
export function ledMachines({ index }: Pick<CheckContext, "index">): LedMachine[] {
  return [...index.subnets.values()].flatMap((subnet) =>
    (index.routeTables.get(subnet.routeTable ?? "")?.routes ?? []).flatMap(
      ({ prefix, nextHopType, nextHopAddress }): LedMachine[] => {
        if (nextHopType.toLowerCase() !== "virtualappliance" || nextHopAddress === undefined) return [];
        if (isOpen(prefix) || isDefault(prefix) || parsePrefix(prefix)?.length === 32) return [];
        return nextHopsAt(index, reachablePlaces(index, subnet.network), nextHopAddress).flatMap((nic) => {
          const machine = index.machineOf(nic.id);
          return machine ? [{ machine, nic, subnet, prefix }] : [];
        });
      },
    ),
  );
}
