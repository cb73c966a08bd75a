import { onlyWithName, withName } from "../../domain/by-name";
import type { Component } from "../model/component";
import type { Guest } from "../model/guest";
import { asText, blocks, text } from "../terraform/attributes";
import { provisionersOf } from "../terraform/provisioners";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { symbol } from "../unknown/value";
import type { AssumedGuest } from "../model/assumptions";
import { TopologyError } from "../model/topology-error";
import { addsRoutesOnly, assumedGuest, withAssumedRoutes } from "./assumed-guest";
import { BGP_CONNECTION_READER } from "./bgp-connection";
import { addressText, asnText, type Box } from "./box";
import { isProduct, withoutUserData } from "./guest-source";
import type { Kind, KindReader, KindContext, PictureContext } from "./kind";
import { type Nic, referredAddress, NETWORK_INTERFACE, NETWORK_INTERFACE_READER } from "./network-interface";
import { GUEST_CONFIGURATIONS, type MachineScript, scriptsByMachine } from "./machine-scripts";
import { nodePoolsOf } from "./node-pools";
import { ROUTE_SERVER_READER } from "./route-server";
import { instanceNics, SCALE_SETS, scaleSetsOf } from "./scale-set";

/** A virtual machine. */
export interface Machine extends Component {
  /** In their order: the first is the primary one. */
  readonly nics: readonly string[];
  readonly operatingSystem: "linux" | "windows" | "unknown";
  /** It stands for all instances of a scale set. */
  readonly scaleSet?: true;
  /** It stands for nodes of Kubernetes that Azure creates only in a subnet with a route table (row 5.10). */
  readonly needsRouteTable?: true;
  /** What its user data makes of it; absent where there is none, or none that can be read (a note says why). */
  readonly guest?: Guest;
  /** Why `guest` is absent: "it has no user data: net.ipv4.ip_forward is 0 in its image". */
  readonly guestUnknown?: string;
  /** Its image is a product, such as a vendor's firewall, which has a configuration of its own. */
  readonly product?: true;
}

const TYPES = ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine"] as const;

export const VIRTUAL_MACHINE: Kind<Machine, "machines"> = {
  list: "machines",
  label: "VM",
  types: [...TYPES, ...SCALE_SETS],
  parts: ["azurerm_virtual_machine_extension", "azurerm_virtual_machine_scale_set_extension", ...GUEST_CONFIGURATIONS],
  references: { nics: "holds" },
  box: boxOf,
};

export const VIRTUAL_MACHINE_READER: KindReader<Machine> = {
  kind: VIRTUAL_MACHINE,
  follows: (resources) => nodePoolsOf(resources).map(({ resource }) => resource),
  read: (resources) => {
    const scripts = scriptsByMachine(resources, VIRTUAL_MACHINE);
    const machines = TYPES.flatMap((type) => resources.of(type)).filter(({ data }) => !data);
    // Instances of a set without network interfaces are VMs of their own.
    const sets = scaleSetsOf(resources).filter((set) => set.configured("network_interface") !== null);
    const nodes = nodePoolsOf(resources).map(({ resource, name, nic, needsRouteTable }): Machine => ({
      ...resources.component(resource),
      name,
      nics: [nic],
      operatingSystem: "unknown",
      scaleSet: true,
      ...(needsRouteTable && { needsRouteTable }),
    }));
    const own = [...machines, ...sets].map((resource) => {
      const provisioned = provisionersOf(resource).some((type) => type !== "local-exec")
        ? [{ id: `${resource.id}.provisioner` }]
        : [];
      return machineOf(resource, [...provisioned, ...(scripts.get(resource.id) ?? [])], resources);
    });
    return [...own, ...nodes];
  },
  addressAliases: ({ id, nics: [first = ""] }, resources) => {
    const nic = resources.find(NETWORK_INTERFACE_READER, first);
    return nic ? [[symbol(`${id}.private_ip_address`), referredAddress(nic)]] : [];
  },
};

function machineOf(resource: Resource, scripts: readonly MachineScript[], resources: KindContext): Machine {
  const component = resources.component(resource);
  const nics = nicsOfMachine(resource, resources);
  const operatingSystem = systemOf(resource);
  const source = { resource, name: component.name, nics, scripts, operatingSystem };
  const assumption = namedAlike(resources.assumptions.machines ?? {}, component);
  const read = assumption && !addsRoutesOnly(assumption) ? {} : guestOf(source, resources);
  const assumed = assumption && assumedGuestOf(assumption, read.guest, nics, resources);
  return {
    ...component,
    nics,
    operatingSystem,
    ...(isScaleSet(resource) && { scaleSet: true as const }),
    ...(assumed ? { guest: assumed } : read),
  };
}

/** What the user says that the machine does. */
function assumedGuestOf(
  assumption: AssumedGuest,
  read: Guest | undefined,
  ids: readonly string[],
  resources: KindContext,
): Guest {
  const nics = ids.flatMap((id) => resources.find(NETWORK_INTERFACE_READER, id) ?? []);
  const guest =
    read ??
    assumedGuest(
      assumption,
      nics.flatMap(({ address }) => address ?? []),
      {
        bgpConnections: resources.components(BGP_CONNECTION_READER),
        routeServers: resources.components(ROUTE_SERVER_READER),
      },
    );
  return withAssumedRoutes(guest, assumption, (name) => {
    const found = onlyWithName(nics, name, (nic) => [nic.name, nic.id, nic.path]);
    if (found) return found.id;
    throw new TopologyError({
      text: `no NIC of the machine is named "${name}"`,
      have: nics.map((nic) => nic.name).join(", ") || "none",
      want: "a NIC of the machine, in sendsBy of the assumptions",
    });
  });
}

/** The entry of a component: by its name in Azure, its Terraform address or its construct path. */
const namedAlike = <T>(entries: Readonly<Record<string, T>>, { name, id, path }: Component): T | undefined =>
  Object.entries(entries).find(([key]) => withName([name, id, path], key, (own) => [own]).length > 0)?.[1];

const withScripts = (guest: Guest, scripts: readonly MachineScript[]): Guest => ({
  ...guest,
  unread: [
    ...guest.unread,
    ...scripts.flatMap(({ id }) =>
      (["forwards", "forward", "postrouting", "bgp"] as const).map((affects) => ({ file: id, line: id, affects })),
    ),
  ],
});

const isScaleSet = ({ type }: Resource): boolean => SCALE_SETS.includes(type);

/** Ids of a machine's NICs, the primary one first. */
function nicsOfMachine(resource: Resource, resources: KindContext): readonly string[] {
  if (isScaleSet(resource)) {
    const ids = instanceNics(resource, resources).map(({ id }) => id);
    return ids.length > 0
      ? ids
      : [resources.unnamed(NETWORK_INTERFACE_READER, `${resource.id}.network_interface`, resource)];
  }
  const value = resource.configured("network_interface_ids");
  const listed = (isList(value) ? value : [value])
    .map((one) => resources.reference(NETWORK_INTERFACE_READER, one, resource))
    .filter((id) => id !== undefined);
  const primary = asText(resource.configured("primary_network_interface_id"));
  const first = primary === undefined ? undefined : resources.reference(NETWORK_INTERFACE_READER, primary, resource);
  if (first !== undefined) return [first, ...listed.filter((id) => id !== first)];
  // A machine has a NIC, also where the file does not tell which.
  return listed.length > 0 || isList(value)
    ? listed
    : [resources.unnamed(NETWORK_INTERFACE_READER, `${resource.id}.network_interface_ids`, resource)];
}

function systemOf(resource: Resource): Machine["operatingSystem"] {
  if (resource.type.startsWith("azurerm_linux_")) return "linux";
  if (resource.type.startsWith("azurerm_windows_")) return "windows";
  const [disk] = blocks(resource, "storage_os_disk");
  const told = disk && text(disk, "os_type")?.toLowerCase();
  if (told === "linux" || blocks(resource, "os_profile_linux_config").length > 0) return "linux";
  return told === "windows" || blocks(resource, "os_profile_windows_config").length > 0 ? "windows" : "unknown";
}

interface GuestSource {
  readonly resource: Resource;
  readonly name: string;
  readonly nics: readonly string[];
  readonly scripts: readonly MachineScript[];
  readonly operatingSystem: Machine["operatingSystem"];
}

function guestOf(source: GuestSource, resources: KindContext): Pick<Machine, "guest" | "guestUnknown" | "product"> {
  const { resource, name, nics, scripts, operatingSystem } = source;
  const [profile] = blocks(resource, "os_profile");
  const given: readonly Value[] = [
    resource.configured("custom_data"),
    profile?.configured("custom_data") ?? null,
    resource.configured("user_data"),
    resource.configured("user_data_base64"),
  ];
  const [value] = given.filter((one) => one !== null && one !== "");
  const alone = value === undefined && operatingSystem === "linux" ? onlyScript(scripts) : undefined;
  const found = value === undefined && alone === undefined ? undefined : resources.guestOf(alone ?? value!, name);
  const guest = found?.reading.guest;
  for (const note of found?.reading.notes ?? []) resources.context.note("unread", resource.id, note);
  if (found && guest) {
    // Nobody knows when in the boot a script runs, or in which order several do: only what changes nothing is followed.
    const changesNothing = ({ text: later }: MachineScript): boolean =>
      operatingSystem === "linux" && later !== undefined && found.isKeptBy(later);
    if (alone !== undefined) return { guest };
    const changing = scripts.filter((one) => !changesNothing(one));
    const after = operatingSystem === "linux" && changing.length === 1 ? afterFirstBoot(changing[0]!) : undefined;
    return {
      guest: (after === undefined ? undefined : found.after(after).guest) ?? withScripts(guest, changing),
    };
  }
  const guestUnknown =
    value === undefined
      ? withoutUserData(resource, scripts)
      : found === undefined
        ? "its user data is known only after the apply"
        : "its user data cannot be read";
  // What does not pass packets on needs no reading.
  const forwards = nics.some((id) => resources.find(NETWORK_INTERFACE_READER, id)?.forwarding !== false);
  if (forwards && !found) resources.context.note("unread", resource.id, guestUnknown);
  return { guestUnknown, ...(isProduct(resource) && { product: true as const }) };
}

/** The commands of a script that first waits for the end of the first boot. */
const afterFirstBoot = ({ text: commands = "" }: MachineScript): string | undefined =>
  /^[^#\n]*\bcloud-init status( -\S+)* (--wait|-w)\b/m.test(commands) ? commands : undefined;

/** A script that does what user data would do. */
const onlyScript = (scripts: readonly MachineScript[]): string | undefined =>
  scripts.length === 1 && scripts[0]!.text !== undefined ? `#!/bin/sh\n${scripts[0]!.text}\n` : undefined;

/** A machine that forwards packets or speaks BGP is drawn as an NVA. */
function boxOf(machine: Machine, picture: PictureContext): Box {
  const nics = machine.nics.flatMap((id) => picture.find(NETWORK_INTERFACE, id) ?? []);
  const expectedAsn = picture.peerAsn(machine.id);
  const asn = machine.guest?.bgp?.asn ?? expectedAsn;
  const isNva =
    nics.some(({ forwarding }) => forwarding === true) || machine.guest?.bgp !== undefined || expectedAsn !== undefined;
  const first: Nic | undefined = picture.find(NETWORK_INTERFACE, machine.nics[0] ?? "");
  const address = addressText(first?.address);
  return {
    look: isNva ? "nva" : "machine",
    word: isNva ? "NVA" : machine.scaleSet ? "SCALE SET" : "VM",
    detail: asn === undefined ? address : `${address}, ${asnText(asn)}`,
    covers: machine.nics.slice(0, 1),
    ...(first && { parent: first.subnet }),
  };
}
