import { onlyWithName, withName } from "../../domain/by-name";
import { parseAddress } from "../../domain/ipv4";
import type { Machine, Nic, PrivateEndpoint, PublicIp, Topology } from "../model/azure";
import { machineNamed } from "../model/find";
import { publicIpsOf } from "../model/nic-address";
import type { Edge } from "./edge";
import { notAnEnd } from "./not-an-end";
import { TopologyError } from "../model/topology-error";

/** An end of a path: a NIC, an address, or, with neither, somewhere in the internet. */
export interface PathEndpoint {
  readonly name: string;
  readonly nic?: Nic | undefined;
  /** The machine that was asked for by its name: it has several NICs to send from. */
  readonly machine?: Machine;
  /** The address that was asked for; with a NIC, one that the NIC has. */
  readonly address?: string;
  /** The firewall that has this public IP. */
  readonly firewall?: { readonly firewall: string; readonly publicIp: string };
  /** On-premises edges that the address is behind. */
  readonly edges?: readonly Edge[];
}

/**
 * An end by what its user calls it: "internet", an address, a public IP, or a machine.
 * @throws TopologyError where nothing has the name, or the text is not an address
 */
export function resolveEndpoint(topology: Topology, text: string): PathEndpoint {
  if (text.toLowerCase() === "internet") return { name: "internet" };
  if (/^\d+(\.\d+){3}$/.test(text)) return resolveAddress(topology, text);
  const publicIp = onlyWithName(topology.publicIps, text, ({ id, name, path }) => [id, name, path]);
  const behind = publicIp && topology.nics.find((nic) => publicIpsOf(nic).includes(publicIp.id));
  if (behind) return { name: text, nic: behind };
  const firewall = publicIp && firewallAt(topology, publicIp, text);
  if (firewall) return firewall;
  const nic = onlyWithName(topology.nics, text, ({ id, name, path }) => [id, name, path]);
  const owner = nic && topology.machines.find(({ nics }) => nics.includes(nic.id));
  if (nic && !isMachine(topology, text)) return { name: owner?.name ?? nic.name, nic };
  const endpoint = onlyWithName(topology.privateEndpoints, text, ({ id, name, path }) => [id, name, path]);
  if (endpoint && !isMachine(topology, text)) return resolvePrivateEndpoint(endpoint);
  const problem = isMachine(topology, text) ? undefined : notAnEnd(topology, text);
  if (problem) throw problem;
  const machine = machineNamed(topology, text);
  return { name: machine.name, nic: firstNic(topology, machine), machine };
}

const isMachine = ({ machines }: Topology, text: string): boolean =>
  withName(machines, text, ({ id, name, path }) => [id, name, path]).length > 0;

function resolvePrivateEndpoint({ name, address, id }: PrivateEndpoint): PathEndpoint {
  if (address !== undefined && parseAddress(address) !== undefined) return { name, address };
  throw new TopologyError({
    text: `the address of ${name} is known only after apply`,
    at: id,
    want: "a private endpoint with a static address",
    fix: `"ip_configuration": [{ "name": "ip", "private_ip_address": "…" }] in ${id}, or the address that it got`,
  });
}

function resolveAddress(topology: Topology, text: string): PathEndpoint {
  if (parseAddress(text) === undefined)
    throw new TopologyError({
      text: `"${text}" is not a valid IPv4 address`,
      want: "four numbers from 0 to 255",
      fix: "203.0.113.10",
    });
  const nic = nicWithAddress(topology, text);
  const publicIp = topology.publicIps.find(({ address }) => address === text);
  if (!nic) return (publicIp && firewallAt(topology, publicIp, text)) ?? { name: text, address: text };
  const machine = topology.machines.find(({ nics }) => nics.includes(nic.id));
  return { name: machine?.name ?? nic.name, nic, address: text };
}

/** The firewall whose public IP it is. */
function firewallAt({ firewalls }: Topology, { id, address }: PublicIp, name: string): PathEndpoint | undefined {
  const firewall = firewalls.find(({ egressIps, subnet }) => subnet !== undefined && egressIps.includes(id));
  return (
    firewall && {
      name,
      ...(address !== undefined && parseAddress(address) !== undefined && { address }),
      firewall: { firewall: firewall.id, publicIp: id },
    }
  );
}

/** By private or public address, where one NIC of the topology has it. */
function nicWithAddress(topology: Topology, address: string): Nic | undefined {
  const owners = topology.nics.filter((nic) => nic.address === address || hasPublicAddress(topology, nic, address));
  return owners.length === 1 ? owners[0] : undefined;
}

const hasPublicAddress = (topology: Topology, nic: Nic, address: string): boolean =>
  topology.publicIps.some((one) => one.address === address && publicIpsOf(nic).includes(one.id));

function firstNic(topology: Topology, { name, nics, id }: Machine): Nic {
  const nic = topology.nics.find((one) => one.id === nics[0]);
  if (nic) return nic;
  throw new TopologyError({
    text: `${name} has no network interface in this file`,
    at: id,
    want: "network_interface_ids that refer to azurerm_network_interface resources of the file",
    fix: "add the file that has them",
  });
}
