import { contains, parseAddress, parseSource } from "../../domain/ipv4";
import { components } from "../../analysis/model/find";
import type { Topology } from "../../analysis/model/azure";
import { shown } from "../../analysis/unknown/value";

/** A component that matches the typed text. */
export interface Match {
  readonly id: string;
  readonly name: string;
  /** Its Terraform address, or the address that matched. */
  readonly detail: string;
}

const MAX_MATCHES = 12;

/**
 * Components by part of their name, Terraform address or construct path, or by a private or public address; a subnet
 * also by an address in it.
 */
export function search(topology: Topology, text: string): Match[] {
  const typed = text.trim().toLowerCase();
  if (typed === "") return [];
  const all = parseAddress(typed) === undefined ? byText(topology, typed) : byAddress(topology, typed);
  return [...new Map(all.map((match) => [match.id, match])).values()].slice(0, MAX_MATCHES);
}

function byText(topology: Topology, typed: string): Match[] {
  const texts = components(topology).map((component) => ({ ...component, title: shown(component.name) }));
  const starts = texts.filter(({ title }) => title.toLowerCase().startsWith(typed));
  const holds = texts.filter(({ id, path, title }) =>
    [title, id, path ?? ""].some((one) => one.toLowerCase().includes(typed)),
  );
  const addresses = topology.nics.filter(({ address }) => address?.startsWith(typed));
  return [
    ...[...starts, ...holds].map(({ id, title }) => ({ id, name: title, detail: id })),
    ...addresses.map(({ id, name, address }) => ({ id, name: shown(name), detail: address! })),
  ];
}

function byAddress(topology: Topology, address: string): Match[] {
  const ips = new Set(topology.publicIps.filter((one) => one.address === address).map(({ id }) => id));
  const nics = topology.nics.filter((nic) => nic.address === address || ips.has(nic.publicIp ?? ""));
  const machines = nics.flatMap((nic) => topology.machines.find((machine) => machine.nics.includes(nic.id)) ?? nic);
  const point = parseSource(address)!;
  const subnets = topology.subnets.filter(({ prefixes }) => prefixes.some((text) => holds(text, point)));
  return [
    ...machines.map(({ id, name }) => ({ id, name: shown(name), detail: `has ${address}` })),
    ...subnets.map(({ id, name, prefixes }) => ({
      id,
      name: shown(name),
      detail: `${shown(prefixes.join(", "))} holds ${address}`,
    })),
  ];
}

function holds(text: string, point: Parameters<typeof contains>[1]): boolean {
  const prefix = parseSource(text);
  return prefix !== undefined && contains(prefix, point);
}
