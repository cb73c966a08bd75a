import { DevTestGlobalVmShutdownSchedule } from "@cdktf/provider-azurerm/lib/dev-test-global-vm-shutdown-schedule";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine";
import { Construct } from "constructs";
import { declare } from "./declarations";
import { named } from "./network";
import { guardAddress } from "./preconditions";
import { groupScope } from "./resource-group";
import type { Declaration, Place } from "./rules/declaration";
import { flag, group, needed, number, oneOf, type Shape, tags, text, texts } from "./shape";
import type { Subnet } from "./subnet";
import { known } from "./terraform/tokens";

/** A marketplace image. */
export interface ImageReference {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  /** @default "latest" - later versions do not replace a machine that runs */
  readonly version?: string;
}

/** The disk a machine starts from. */
export interface OsDiskOptions {
  /** @default "StandardSSD_LRS" - the article's */
  readonly storageAccountType?: string;
  /**
   * GiB, up to 4095; not less than the image.
   * @default - the image's
   */
  readonly sizeGb?: number;
}

/** A machine's Azure identity. */
export interface IdentityOptions {
  /** @default false - no identity of its own */
  readonly systemAssigned?: boolean;
  /** @default - none */
  readonly userAssignedIds?: readonly string[];
}

/** A daily moment at which the machine is switched off. */
export interface DailyShutdownOptions {
  /** A Windows time zone, for example "Tokyo Standard Time". */
  readonly timeZone: string;
  /**
   * Four digits, hours and minutes.
   * @default "0000" - midnight
   */
  readonly time?: string;
}

/** What can be chosen of every machine. */
export interface VirtualMachineOptions {
  /**
   * Name of the machine in Azure.
   * @default - made from the surrounding construct's name: vm-hub00, vm-jump00, vm-nva100
   */
  readonly name?: string;
  /**
   * Name the system gives itself: at most 15 characters on Windows, 64 on Linux.
   * @default - the machine's name
   */
  readonly computerName?: string;
  /** @default "nic-<suffix>" */
  readonly networkInterfaceName?: string;
  /** @default "pip-<suffix>", where the machine has one */
  readonly publicIpName?: string;
  /** @default "Standard_B2ms" - the article's: 2 vCPUs, 8 GiB, no accelerated networking */
  readonly size?: string;
  /** @default - Windows Server 2022 Azure Edition; Ubuntu Server 24.04 */
  readonly image?: ImageReference;
  /** @default - StandardSSD_LRS, the image's size */
  readonly osDisk?: OsDiskOptions;
  /**
   * "1", "2" or "3", where the region has zones.
   * @default - none: Azure chooses
   */
  readonly zone?: string;
  /**
   * Zones of the public IP. Zones added later replace the address.
   * @default - none: zone-redundant where the region has zones
   * @see https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
   */
  readonly publicIpZones?: readonly string[];
  /** @default "azureuser" */
  readonly adminUsername?: string;
  /**
   * Single-root I/O virtualization: past the host's switch. The size must support it.
   * @default false - Standard_B2ms does not
   */
  readonly acceleratedNetworking?: boolean;
  /**
   * Console log and screenshot, in a storage account that Azure manages.
   * @default true
   */
  readonly bootDiagnostics?: boolean;
  /**
   * Blob endpoint of a storage account of your own for boot diagnostics.
   * @default - Azure's
   */
  readonly bootDiagnosticsStorageUri?: string;
  /**
   * Secure boot and vTPM. Set explicitly, because where Azure switches them on unasked, every later plan would replace the machine.
   * Needs a generation 2 image.
   * @default true
   */
  readonly trustedLaunch?: boolean;
  /** @default - none */
  readonly identity?: IdentityOptions;
  /** @default - it runs until someone stops it */
  readonly dailyShutdown?: DailyShutdownOptions;
  /** @default - the surrounding construct's */
  readonly tags?: Record<string, string>;
}

/** How one logs in, and to what. */
export interface OperatingSystemOptions {
  /** @default "windows" - the article's */
  readonly operatingSystem?: "windows" | "linux";
  /**
   * Public SSH key of a Linux machine: ssh-rsa of at least 2048 bits, or ssh-ed25519.
   * @default - none; a Linux machine needs one
   */
  readonly adminSshPublicKey?: string;
}

const IMAGE_SHAPE: Shape<ImageReference> = { publisher: needed.text, offer: needed.text, sku: needed.text, version: text };
const OS_DISK_SHAPE: Shape<OsDiskOptions> = { storageAccountType: text, sizeGb: number };
const IDENTITY_SHAPE: Shape<IdentityOptions> = { systemAssigned: flag, userAssignedIds: texts };
const SHUTDOWN_SHAPE: Shape<DailyShutdownOptions> = { timeZone: needed.text, time: text };

export const MACHINE_SHAPE: Shape<VirtualMachineOptions> = {
  name: text,
  computerName: text,
  networkInterfaceName: text,
  publicIpName: text,
  size: text,
  image: group(IMAGE_SHAPE),
  osDisk: group(OS_DISK_SHAPE),
  zone: text,
  publicIpZones: texts,
  adminUsername: text,
  acceleratedNetworking: flag,
  bootDiagnostics: flag,
  bootDiagnosticsStorageUri: text,
  trustedLaunch: flag,
  identity: group(IDENTITY_SHAPE),
  dailyShutdown: group(SHUTDOWN_SHAPE),
  tags,
};

export const OPERATING_SYSTEM_SHAPE: Shape<OperatingSystemOptions> = { operatingSystem: oneOf("windows", "linux"), adminSshPublicKey: text };

const WINDOWS_IMAGE = { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022-datacenter-azure-edition-smalldisk" };
const UBUNTU_IMAGE = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" };

/** What a {@link VirtualMachine} is made of. */
export interface VirtualMachineProps extends VirtualMachineOptions, OperatingSystemOptions {
  readonly subnet: Subnet;
  /** What the names of network interface and public IP end in: nic-hub00. */
  readonly suffix: string;
  /** A static private address; undefined: Azure picks one. */
  readonly privateIpAddress: string | undefined;
  readonly publicIp: boolean;
  readonly ipForwarding: boolean;
  /** A reference; of a Windows machine only. @default - none */
  readonly adminPassword?: string;
  /** Expression of the base64 user data. */
  readonly customData?: string;
  /** Path of the construct whose user gave all this. @default - this one */
  readonly givenBy?: string;
}

/** A Windows or Linux machine with its network interface, public IP and shutdown schedule. */
export class VirtualMachine extends Construct {
  /** The machine itself. */
  public readonly machine: WindowsVirtualMachine | LinuxVirtualMachine;
  /** Its only network interface. */
  public readonly networkInterface: NetworkInterface;
  /** undefined where the machine has none. */
  public readonly publicIp: PublicIp | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: VirtualMachineProps,
  ) {
    super(scope, id);
    const { resourceGroup, location, tags: inherited } = props.subnet.network.placement;
    const common = { resourceGroupName: resourceGroup.name, location, tags: props.tags ?? inherited };
    if (props.publicIp) {
      this.publicIp = new PublicIp(this, "pip", {
        ...common,
        name: this.publicIpName,
        sku: "Standard",
        allocationMethod: "Static",
        zones: props.publicIpZones && [...props.publicIpZones],
      });
    }
    this.networkInterface = new NetworkInterface(this, "nic", {
      ...common,
      name: this.networkInterfaceName,
      ipForwardingEnabled: props.ipForwarding,
      acceleratedNetworkingEnabled: props.acceleratedNetworking ?? false,
      ipConfiguration: [
        {
          name: "ipconfig1",
          subnetId: props.subnet.id,
          privateIpAddressAllocation: props.privateIpAddress === undefined ? "Dynamic" : "Static",
          privateIpAddress: props.privateIpAddress,
          publicIpAddressId: this.publicIp?.id,
        },
      ],
    });
    if (props.privateIpAddress !== undefined) guardAddress(this.networkInterface, props.privateIpAddress, props.subnet.prefix);
    this.machine = this.operatingSystem === "windows" ? this.windowsMachine(common) : this.linuxMachine(common);
    // A machine that boots before its subnet's routes and rules are in force is open, or has no way out for its first packages.
    props.subnet.protected.before(this.machine);
    if (props.dailyShutdown) this.shutDownDaily(props.dailyShutdown, common);
    declare(this, () => this.declared());
  }

  /** The name in Azure. */
  public get name(): string {
    return this.props.name ?? `vm-${this.props.suffix}`;
  }

  /** The address in its subnet; known only after apply where Azure picks it. */
  public get privateIpAddress(): string {
    return this.networkInterface.privateIpAddress;
  }

  /** What runs on it. */
  public get operatingSystem(): "windows" | "linux" {
    return this.props.operatingSystem ?? "windows";
  }

  private get networkInterfaceName(): string {
    return this.props.networkInterfaceName ?? `nic-${this.props.suffix}`;
  }

  private get publicIpName(): string {
    return this.props.publicIpName ?? `pip-${this.props.suffix}`;
  }

  private get adminUsername(): string {
    return this.props.adminUsername ?? "azureuser";
  }

  private windowsMachine(common: Common): WindowsVirtualMachine {
    return new WindowsVirtualMachine(this, "vm", { ...this.machineConfig(common, WINDOWS_IMAGE), adminPassword: this.props.adminPassword });
  }

  private linuxMachine(common: Common): LinuxVirtualMachine {
    const publicKey = this.props.adminSshPublicKey ?? "";
    return new LinuxVirtualMachine(this, "vm", {
      ...this.machineConfig(common, UBUNTU_IMAGE),
      adminSshKey: [{ username: this.adminUsername, publicKey }],
      customData: this.props.customData,
    });
  }

  private machineConfig(common: Common, image: ImageReference) {
    const { props } = this;
    return {
      ...common,
      name: this.name,
      // Left out, the provider would take the name, and find out at apply that Windows does not.
      computerName: props.computerName ?? this.name,
      size: props.size ?? "Standard_B2ms",
      zone: props.zone,
      adminUsername: this.adminUsername,
      networkInterfaceIds: [this.networkInterface.id],
      osDisk: { caching: "ReadWrite", storageAccountType: props.osDisk?.storageAccountType ?? "StandardSSD_LRS", diskSizeGb: props.osDisk?.sizeGb },
      sourceImageReference: { version: "latest", ...image, ...props.image },
      secureBootEnabled: props.trustedLaunch ?? true,
      vtpmEnabled: props.trustedLaunch ?? true,
      bootDiagnostics: bootDiagnostics(props),
      identity: identity(props.identity),
    };
  }

  private shutDownDaily({ timeZone, time }: DailyShutdownOptions, { location, tags }: Common): void {
    new DevTestGlobalVmShutdownSchedule(this, "shutdown", {
      virtualMachineId: this.machine.id,
      location,
      tags,
      timezone: timeZone,
      dailyRecurrenceTime: time ?? "0000",
      notificationSettings: { enabled: false },
    });
  }

  private declared(): Partial<Declaration> {
    const { props } = this;
    const path = props.givenBy ?? this.node.path;
    const at = (prop: string): Place => ({ path, prop });
    const group = groupScope(props.subnet.network.placement.resourceGroup);
    return {
      names: [
        ...named(at("name"), "virtual machine", this.name, group),
        ...named(at("networkInterfaceName"), "network interface", this.networkInterfaceName, group),
        ...(this.publicIp ? named(at("publicIpName"), "public IP", this.publicIpName, group) : []),
      ],
      tags: props.tags ? [{ at: at("tags"), tags: known(props.tags) ?? {} }] : [],
      machines: [
        {
          path,
          operatingSystem: this.operatingSystem,
          name: known(this.name),
          computerName: known(props.computerName ?? this.name),
          computerNameProp: props.computerName === undefined ? "name" : "computerName",
          adminUsername: known(this.adminUsername),
          size: known(props.size ?? "Standard_B2ms"),
          zone: known(props.zone),
          acceleratedNetworking: props.acceleratedNetworking ?? false,
          osDiskType: known(props.osDisk?.storageAccountType),
          osDiskSizeGb: known(props.osDisk?.sizeGb),
          image: props.image && { offer: known(props.image.offer), sku: known(props.image.sku) },
          adminSshPublicKey: props.adminSshPublicKey === undefined ? null : known(props.adminSshPublicKey),
          privateIpAddress: known(props.privateIpAddress),
          network: props.subnet.network.node.path,
          subnetName: known(props.subnet.name),
          shutdownTime: known(props.dailyShutdown?.time),
          shutdownTimeZone: known(props.dailyShutdown?.timeZone),
          publicIpZones: this.publicIp && props.publicIpZones && known(props.publicIpZones),
        },
      ],
    };
  }
}

interface Common {
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Record<string, string> | undefined;
}

/** An empty block switches Azure's own storage on; cdktf drops a block whose values are all undefined. */
function bootDiagnostics({ bootDiagnostics, bootDiagnosticsStorageUri }: VirtualMachineOptions): { storageAccountUri?: string } | undefined {
  if (bootDiagnostics === false) return undefined;
  return bootDiagnosticsStorageUri === undefined ? {} : { storageAccountUri: bootDiagnosticsStorageUri };
}

function identity(options: IdentityOptions | undefined): { type: string; identityIds?: string[] } | undefined {
  const ids = options?.userAssignedIds ?? [];
  const types = [options?.systemAssigned ? "SystemAssigned" : "", ids.length > 0 ? "UserAssigned" : ""].filter(Boolean);
  if (types.length === 0) return undefined;
  return { type: types.join(", "), identityIds: ids.length > 0 ? [...ids] : undefined };
}
