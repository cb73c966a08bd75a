import type { Component } from "../model/component";
import type { Guest } from "../model/guest";
import { asText, blocks, text } from "../terraform/attributes";
import { provisionersOf } from "../terraform/provisioners";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { symbol } from "../unknown/value";
import { assumedGuest } from "./assumed-guest";
import { BGP_CONNECTION_READER } from "./bgp-connection";
import { addressText, asnText, type Box } from "./box";
import type { Kind, KindReader, KindContext, PictureContext } from "./kind";
import { type Nic, referredAddress, NETWORK_INTERFACE, NETWORK_INTERFACE_READER } from "./network-interface";
import { put } from "./resource-index";
import { ROUTE_SERVER_READER } from "./route-server";

/** A virtual machine. */
export interface Machine extends Component {
  /** In their order: the first is the primary one. */
  readonly nics: readonly string[];
  readonly operatingSystem: "linux" | "windows" | "unknown";
  /** What its user data makes of it; absent where there is none, or none that can be read (a note says why). */
  readonly guest?: Guest;
}

/** What runs programs in a machine, or configures it, beside its user data. */
const GUEST_CONFIGURATIONS = [
  "azurerm_policy_virtual_machine_configuration_assignment",
  "azurerm_virtual_machine_automanage_configuration_assignment",
  "azurerm_virtual_machine_gallery_application_assignment",
  "azurerm_virtual_machine_run_command",
] as const;

const TYPES = ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine"] as const;

export const VIRTUAL_MACHINE: Kind<Machine, "machines"> = {
  list: "machines",
  label: "VM",
  types: TYPES,
  parts: ["azurerm_virtual_machine_extension", ...GUEST_CONFIGURATIONS],
  references: { nics: "holds" },
  box: boxOf,
};

export const VIRTUAL_MACHINE_READER: KindReader<Machine> = {
  kind: VIRTUAL_MACHINE,
  read: (resources) => {
    const scripts = scriptsByMachine(resources);
    return TYPES.flatMap((type) => resources.of(type))
      .filter(({ data }) => !data)
      .map((resource) => {
        const own = provisionersOf(resource).some((type) => type !== "local-exec")
          ? [`${resource.id}.provisioner`]
          : [];
        return machineOf(resource, [...own, ...(scripts.get(resource.id) ?? [])], resources);
      });
  },
  addressAliases: ({ id, nics: [first = ""] }, resources) => {
    const nic = resources.find(NETWORK_INTERFACE_READER, first);
    return nic ? [[symbol(`${id}.private_ip_address`), referredAddress(nic)]] : [];
  },
};

function machineOf(resource: Resource, scripts: readonly string[], resources: KindContext): Machine {
  const component = resources.component(resource);
  const nics = nicsOfMachine(resource, resources);
  const guest =
    assumedGuestOf(component.name, nics, resources) ??
    withScripts(guestOf(resource, component.name, nics, resources), scripts);
  return { ...component, nics, operatingSystem: systemOf(resource), ...(guest && { guest }) };
}

/** What the user says that the machine does. */
function assumedGuestOf(name: string, nics: readonly string[], resources: KindContext): Guest | undefined {
  const { machines = {} } = resources.assumptions;
  const assumption = Object.hasOwn(machines, name) ? machines[name] : undefined;
  if (!assumption) return undefined;
  const addresses = nics.flatMap((id) => resources.find(NETWORK_INTERFACE_READER, id)?.address ?? []);
  return assumedGuest(assumption, addresses, {
    bgpConnections: resources.components(BGP_CONNECTION_READER),
    routeServers: resources.components(ROUTE_SERVER_READER),
  });
}

/** Extensions, run commands and the like that do something to a machine which its user data does not say, by the machine. */
function scriptsByMachine(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const all = [
    ...resources
      .of("azurerm_virtual_machine_extension")
      .filter((one) => /script|runcommand|dsc/i.test(text(one, "type") ?? "")),
    ...GUEST_CONFIGURATIONS.flatMap((type) => resources.of(type)),
  ];
  for (const one of all) {
    const machine = resources.resolve(one.configured("virtual_machine_id"), ...TYPES);
    if (machine) put(found, machine.id, one.id);
  }
  return found;
}

const withScripts = (guest: Guest | undefined, scripts: readonly string[]): Guest | undefined =>
  guest && {
    ...guest,
    unread: [
      ...guest.unread,
      ...scripts.flatMap((id) =>
        (["forwards", "forward", "postrouting", "bgp"] as const).map((affects) => ({ file: id, line: id, affects })),
      ),
    ],
  };

/** Ids of a machine's NICs, the primary one first. */
function nicsOfMachine(resource: Resource, resources: KindContext): readonly string[] {
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
  if (resource.type === "azurerm_linux_virtual_machine") return "linux";
  if (resource.type === "azurerm_windows_virtual_machine") return "windows";
  const [disk] = blocks(resource, "storage_os_disk");
  const told = disk && text(disk, "os_type")?.toLowerCase();
  if (told === "linux" || blocks(resource, "os_profile_linux_config").length > 0) return "linux";
  return told === "windows" || blocks(resource, "os_profile_windows_config").length > 0 ? "windows" : "unknown";
}

function guestOf(
  resource: Resource,
  machine: string,
  nics: readonly string[],
  resources: KindContext,
): Guest | undefined {
  const forwards = nics.some((id) => resources.find(NETWORK_INTERFACE_READER, id)?.forwarding !== false);
  const [profile] = blocks(resource, "os_profile");
  const given: readonly Value[] = [
    resource.configured("custom_data"),
    profile?.configured("custom_data") ?? null,
    resource.configured("user_data"),
  ];
  const [value] = given.filter((one) => one !== null && one !== "");
  const found = value === undefined ? undefined : resources.guestOf(value, machine);
  if (found === undefined) {
    // What does not pass packets on needs no reading.
    if (forwards)
      resources.context.note(
        "unread",
        resource.id,
        value === undefined
          ? "it has no user data that says what it does with packets"
          : "its user data cannot be read: it is known only after the apply",
      );
    return undefined;
  }
  for (const note of found.notes) resources.context.note("unread", resource.id, note);
  return found.guest;
}

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
    word: isNva ? "NVA" : "VM",
    detail: asn === undefined ? address : `${address}, ${asnText(asn)}`,
    covers: machine.nics.slice(0, 1),
    ...(first && { parent: first.subnet }),
  };
}
