import { keptFor, reservedSubnet } from "../../domain/reserved-subnet";
import type { Machine, Nic, Subnet, Topology } from "../model/azure";
import { TopologyError } from "../model/topology-error";
import { shown } from "../unknown/value";

/** A topology with one VM more, and the VM's name. */
export interface WithVm {
  readonly topology: Topology;
  readonly name: string;
}

/**
 * The topology with a VM in a subnet, which a user names as an end of a path: "vnet-hub00/default". The VM has one network
 * interface with a dynamic address, no public IP and no security group of its own.
 * @returns undefined where the text does not name a subnet, or something else has the name
 * @throws TopologyError where no VM can be in the subnet
 */
export function withVmIn(topology: Topology, text: string): WithVm | undefined {
  const subnet = subnetCalled(topology, text);
  if (!subnet) return undefined;
  const place = `${networkName(topology, subnet)}/${shown(subnet.name)}`;
  const reserved = reservedSubnet(subnet.name);
  if (reserved !== undefined)
    throw new TopologyError({
      text: `no VM can be in ${place}: Azure keeps it for ${keptFor(reserved)}`,
      got: text,
      want: "a subnet of VMs",
      have: others(topology),
    });
  const name = `a VM in ${place}`;
  const nic: Nic = {
    id: `${subnet.id} (nic of a VM)`,
    name: `nic of ${name}`,
    subnet: subnet.id,
    forwarding: false,
    applicationSecurityGroups: [],
  };
  const machine: Machine = { id: `${subnet.id} (a VM)`, name, nics: [nic.id], operatingSystem: "unknown" };
  return {
    topology: { ...topology, nics: [...topology.nics, nic], machines: [...topology.machines, machine] },
    name: machine.id,
  };
}

function subnetCalled(topology: Topology, text: string): Subnet | undefined {
  const wanted = text.toLowerCase();
  const isTaken = [topology.machines, topology.nics, topology.publicIps, topology.privateEndpoints]
    .flat()
    .some(({ id, name, path }) => [id, name, path].some((one) => one?.toLowerCase() === wanted));
  if (isTaken) return undefined;
  const names = (subnet: Subnet): readonly (string | undefined)[] => [
    subnet.id,
    subnet.path,
    `${networkName(topology, subnet)}/${subnet.name}`,
  ];
  return topology.subnets.find((subnet) => names(subnet).some((one) => one?.toLowerCase() === wanted));
}

const networkName = ({ networks }: Topology, { network }: Subnet): string =>
  shown(networks.find(({ id }) => id === network)?.name ?? network);

const others = (topology: Topology): string =>
  topology.subnets
    .filter(({ name }) => reservedSubnet(name) === undefined)
    .map((subnet) => `${networkName(topology, subnet)}/${shown(subnet.name)}`)
    .join(", ") || "no other subnet";
