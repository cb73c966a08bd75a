import { freeAddress } from "../../domain/free-prefix";
import { parseAddress, parsePrefix, type Ipv4Prefix } from "../../domain/ipv4";
import type { Declaration, Place } from "../declaration";
import { edit } from "../edit";
import { findSubnet } from "../networks";

/** A private address that is set explicitly, with the subnet that it must be in. */
export interface ChosenAddress {
  readonly at: Place;
  readonly text: string;
  readonly network: string;
  readonly subnetName: string | undefined;
}

/** The addresses of NVAs and machines, each once: an NVA is a machine too, but its address is set at the NVA. */
export function chosenAddresses(app: Declaration): ChosenAddress[] {
  const ofNva = ({ path }: { readonly path: string }): boolean =>
    app.nvas.some((nva) => path === nva.path || path.startsWith(`${nva.path}/`));
  return [...app.nvas, ...app.machines.filter((machine) => !ofNva(machine))].flatMap(
    ({ path, privateIpAddress, network, subnetName }) =>
      privateIpAddress === undefined
        ? []
        : [{ at: { path, prop: "privateIpAddress" }, text: privateIpAddress, network, subnetName }],
  );
}

/** The private addresses of NVAs' further public IPs: they follow the NVA's own. */
export const furtherAddresses = (app: Declaration): ChosenAddress[] =>
  app.nvas.flatMap(({ path, network, subnetName, furtherAddresses: further }) =>
    further.flatMap((text) =>
      text === undefined ? [] : [{ at: { path, prop: "egressPublicIps" }, text, network, subnetName }],
    ),
  );

/** The prefix of the subnet that an address should be of, where it is known. */
export function prefixFor(app: Declaration, { network, subnetName }: ChosenAddress): Ipv4Prefix | undefined {
  const prefix = findSubnet(app, network, subnetName)?.prefix;
  return prefix === undefined ? undefined : parsePrefix(prefix);
}

/** An edit with the lowest free address of the subnet; for an NVA with several, the lowest that others follow. */
export function freeAddressFix(app: Declaration, chosen: ChosenAddress): string {
  const prefix = prefixFor(app, chosen);
  if (!prefix) return edit(chosen.at, "10.0.0.4");
  const { path } = chosen.at;
  const further = app.nvas.find((nva) => nva.path === path)?.furtherAddresses.length ?? 0;
  const taken = [...chosenAddresses(app), ...furtherAddresses(app)]
    .filter(({ network }) => network === chosen.network)
    .map(({ text }) => parseAddress(text))
    .filter((address) => address !== undefined)
    .flatMap((address) => Array.from({ length: further + 1 }, (_, i) => address - i));
  const free = freeAddress(prefix.first + KEPT_AT_START, prefix.last - 1 - further, new Set(taken));
  return free === undefined ? `remove ${chosen.at.prop}` : edit({ path, prop: "privateIpAddress" }, free);
}

/** Azure reserves the network address, the three next ones, and the last one. */
export const KEPT_AT_START = 4;
