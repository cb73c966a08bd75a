import type { Assumptions } from "../model/assumptions";
import type { BgpConnection, Machine, Nic, RouteServer } from "../model/azure";
import type { Guest } from "../model/guest";
import { readGuest } from "../guest/read-guest";
import { asText, blocks, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { assumedGuest } from "./assumed-guest";
import { type Build, put } from "./build";
import { decodeUserData } from "./user-data";

/** What machines are read beside. */
export interface Beside {
  readonly nics: readonly Nic[];
  readonly bgpConnections: readonly BgpConnection[];
  readonly routeServers: readonly RouteServer[];
}

const TYPES = {
  azurerm_linux_virtual_machine: "linux",
  azurerm_windows_virtual_machine: "windows",
  azurerm_virtual_machine: "unknown",
} as const;

/** Virtual machines, with what their user data makes of them. */
export function readMachines(
  build: Build,
  beside: Beside,
  assumed: NonNullable<Assumptions["machines"]>,
): readonly Machine[] {
  const nics = new Map(beside.nics.map((nic) => [nic.id, nic]));
  const scripts = scriptsByMachine(build);
  return Object.entries(TYPES).flatMap(([type, operatingSystem]) =>
    build
      .of(type)
      .filter(({ data }) => !data)
      .map((resource) => {
        const component = build.component(resource);
        const own = nicsOf(resource, build);
        const assumption = Object.hasOwn(assumed, component.name) ? assumed[component.name] : undefined;
        const addresses = own.map((id) => nics.get(id)?.address).filter((address) => address !== undefined);
        const forwards = own.some((id) => nics.get(id)?.forwarding !== false);
        const guest = assumption
          ? assumedGuest(assumption, addresses, beside)
          : withScripts(guestOf(resource, component.name, forwards, build), scripts.get(resource.id) ?? []);
        return {
          ...component,
          nics: own,
          operatingSystem: operatingSystem === "unknown" ? systemOf(resource) : operatingSystem,
          ...(guest && { guest }),
        };
      }),
  );
}

/** Extensions and run commands that do something to a machine which its user data does not say, by the machine. */
function scriptsByMachine(build: Build): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const all = [
    ...build
      .of("azurerm_virtual_machine_extension")
      .filter((one) => /script|runcommand|dsc/i.test(text(one, "type") ?? "")),
    ...build.of("azurerm_virtual_machine_run_command"),
  ];
  for (const one of all) {
    const machine = build.resolve(one.configured("virtual_machine_id"), ...Object.keys(TYPES));
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

function nicsOf(resource: Resource, build: Build): readonly string[] {
  const value = resource.configured("network_interface_ids");
  const listed = (isList(value) ? value : [value])
    .map((one) => build.standIns.nic(one, resource))
    .filter((id) => id !== undefined);
  const primary = asText(resource.configured("primary_network_interface_id"));
  const first = primary === undefined ? undefined : build.standIns.nic(primary, resource);
  return first === undefined ? listed : [first, ...listed.filter((id) => id !== first)];
}

function systemOf(resource: Resource): Machine["operatingSystem"] {
  const [disk] = blocks(resource, "storage_os_disk");
  const told = disk && text(disk, "os_type")?.toLowerCase();
  if (told === "linux" || blocks(resource, "os_profile_linux_config").length > 0) return "linux";
  return told === "windows" || blocks(resource, "os_profile_windows_config").length > 0 ? "windows" : "unknown";
}

function guestOf(resource: Resource, machine: string, forwards: boolean, build: Build): Guest | undefined {
  const [profile] = blocks(resource, "os_profile");
  const given: readonly Value[] = [
    resource.configured("custom_data"),
    profile?.configured("custom_data") ?? null,
    resource.configured("user_data"),
  ];
  const [value] = given.filter((one) => one !== null && one !== "");
  const decoded = value === undefined ? undefined : decodeUserData(value);
  if (decoded === undefined) {
    // What does not pass packets on needs no reading.
    if (forwards)
      build.context.note(
        "unread",
        resource.id,
        value === undefined
          ? "it has no user data that says what it does with packets"
          : "its user data cannot be read: it is known only after the apply",
      );
    return undefined;
  }
  const { guest, notes } = readGuest(decoded, machine);
  for (const note of notes) build.context.note("unread", resource.id, note);
  return guest;
}
