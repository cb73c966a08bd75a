import {
  flag,
  object,
  mandatory,
  number,
  oneOf,
  type PropsSchema,
  tags,
  text,
  textOr,
  texts,
} from "./internal/props-schema";
import { SSH_KEY_CLASS, type SshKey } from "./ssh-key";

/** A Marketplace image. List images with `az vm image list --all`. */
export interface ImageReference {
  /** Publisher, for example "Canonical". */
  readonly publisher: string;
  /** Offer, for example "ubuntu-24_04-lts". */
  readonly offer: string;
  /** SKU of the offer, for example "server". */
  readonly sku: string;
  /**
   * Version of the image.
   * @default "latest" - the newest version at creation; a later version does not replace the machine
   */
  readonly version?: string;
}

/** The disk that a machine boots from. */
export interface OsDiskOptions {
  /**
   * Standard_LRS, StandardSSD_LRS, Premium_LRS, StandardSSD_ZRS or Premium_ZRS. Premium disks need a size with an "s"
   * in its name.
   * @default "StandardSSD_LRS" - supported by all sizes
   */
  readonly storageAccountType?: string;
  /**
   * Size in GiB: at most 4095, and not less than the image's.
   * @default - the image's size
   */
  readonly sizeGb?: number;
}

/** A machine's managed identities. */
export interface IdentityOptions {
  /**
   * Whether the machine has a system-assigned identity.
   * @default false
   */
  readonly systemAssigned?: boolean;
  /**
   * Azure ids of user-assigned identities.
   * @default - none
   */
  readonly userAssignedIds?: readonly string[];
}

/**
 * A time of day at which Azure shuts the machine down and deallocates it.
 * @see https://learn.microsoft.com/azure/virtual-machines/auto-shutdown-vm
 */
export interface DailyShutdownOptions {
  /** Name of a Windows time zone in its exact letter case, for example "Tokyo Standard Time". */
  readonly timeZone: string;
  /**
   * Hours and minutes as four digits: "0000" to "2359".
   * @default "0000" - midnight
   */
  readonly time?: string;
}

/** Settings of every machine. */
export interface VirtualMachineOptions {
  /**
   * Name of the machine in Azure.
   * @default - from the name of the hub or the id of the NVA or machine: vm-hub00, vm-jump00, vm-nva100
   */
  readonly name?: string;
  /**
   * Host name in the operating system: at most 15 characters on Windows, 64 on Linux.
   * @default - the machine's name in Azure
   * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
   */
  readonly computerName?: string;
  /**
   * Name of the network interface.
   * @default "nic-<suffix>" - the suffix is the one of the machine's name: nic-hub00
   */
  readonly networkInterfaceName?: string;
  /**
   * Name of the public IP, if the machine has one.
   * @default "pip-<suffix>" - the suffix is the one of the machine's name: pip-jump00
   */
  readonly publicIpName?: string;
  /**
   * Azure VM size.
   * @default "Standard_B2ms" - 2 vCPUs, 8 GiB, burstable, no accelerated networking
   */
  readonly size?: string;
  /**
   * Image that the machine is created from; its operating system must be the one of `operatingSystem`.
   * @default - Windows Server 2022 Azure Edition, or Ubuntu Server 24.04
   */
  readonly image?: ImageReference;
  /**
   * Type and size of the OS disk.
   * @default - StandardSSD_LRS with the image's size
   */
  readonly osDisk?: OsDiskOptions;
  /**
   * Availability zone: "1", "2" or "3", in regions with zones.
   * @default - none: Azure chooses
   */
  readonly zone?: string;
  /**
   * Availability zones of the public IP. A later change replaces the address.
   * @default - none: zone-redundant in regions with zones
   * @see https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
   */
  readonly publicIpZones?: readonly string[];
  /**
   * Name of the administrator. Azure rejects names such as "admin" and "root".
   * @default "azureuser"
   */
  readonly adminUsername?: string;
  /**
   * Accelerated networking (SR-IOV), which bypasses the host's virtual switch. The size must support it.
   * @default false - Standard_B2ms does not support it
   */
  readonly acceleratedNetworking?: boolean;
  /**
   * Boot diagnostics: console log and screenshot.
   * @default true - stored in a storage account that Azure manages
   */
  readonly bootDiagnostics?: boolean;
  /**
   * Blob endpoint of your own storage account for boot diagnostics. No effect if `bootDiagnostics` is false.
   * @default - a storage account that Azure manages
   */
  readonly bootDiagnosticsStorageUri?: string;
  /**
   * Trusted launch: secure boot and vTPM. The image must be of generation 2.
   * @default true - set explicitly: if Azure enables them by itself, every later plan replaces the machine
   */
  readonly trustedLaunch?: boolean;
  /**
   * Encryption at host: temporary disk and disk caches are encrypted, too. The subscription needs the feature
   * Microsoft.Compute/EncryptionAtHost, and the size must support it; otherwise Azure rejects the machine at apply. To
   * change it, the machine must be deallocated.
   * @default false - only the disks themselves are encrypted
   * @see https://learn.microsoft.com/azure/virtual-machines/disks-enable-host-based-encryption-portal
   */
  readonly encryptionAtHost?: boolean;
  /**
   * Managed identities of the machine.
   * @default - none
   */
  readonly identity?: IdentityOptions;
  /**
   * Daily automatic shutdown.
   * @default - none: the machine runs until someone stops it
   */
  readonly dailyShutdown?: DailyShutdownOptions;
  /**
   * Tags of the machine, its network interface, public IP and shutdown schedule; they replace those of the hub or site.
   * @default - the tags of the hub or site
   */
  readonly tags?: Record<string, string>;
}

/** Operating system of a machine, and the key to log in. */
export interface OperatingSystemOptions {
  /**
   * Operating system. Must be known at synthesis.
   * @default "windows" - operators log in by RDP with a password; on Linux by SSH with a key
   */
  readonly operatingSystem?: "windows" | "linux";
  /**
   * Public SSH key of the administrator: ssh-rsa with at least 2048 bits, or ssh-ed25519, as a text or a reference, or an
   * SSH key of Azure or of Terraform ({@link SshKey}). Required on Linux, unused on Windows.
   * @default - none
   * @see https://learn.microsoft.com/azure/virtual-machines/linux/mac-create-ssh-keys
   */
  readonly adminSshPublicKey?: string | SshKey;
}

const IMAGE_SCHEMA: PropsSchema<ImageReference> = {
  publisher: mandatory.text,
  offer: mandatory.text,
  sku: mandatory.text,
  version: text,
};
const OS_DISK_SCHEMA: PropsSchema<OsDiskOptions> = { storageAccountType: text, sizeGb: number };
const IDENTITY_SCHEMA: PropsSchema<IdentityOptions> = { systemAssigned: flag, userAssignedIds: texts };
const SHUTDOWN_SCHEMA: PropsSchema<DailyShutdownOptions> = { timeZone: mandatory.text, time: text };

/** Schema of {@link VirtualMachineOptions}. */
export const MACHINE_SCHEMA: PropsSchema<VirtualMachineOptions> = {
  name: text,
  computerName: text,
  networkInterfaceName: text,
  publicIpName: text,
  size: text,
  image: object(IMAGE_SCHEMA),
  osDisk: object(OS_DISK_SCHEMA),
  zone: text,
  publicIpZones: texts,
  adminUsername: text,
  acceleratedNetworking: flag,
  bootDiagnostics: flag,
  bootDiagnosticsStorageUri: text,
  trustedLaunch: flag,
  encryptionAtHost: flag,
  identity: object(IDENTITY_SCHEMA),
  dailyShutdown: object(SHUTDOWN_SCHEMA),
  tags,
};

/** Schema of {@link OperatingSystemOptions}. */
export const OPERATING_SYSTEM_SCHEMA: PropsSchema<OperatingSystemOptions> = {
  operatingSystem: oneOf("windows", "linux"),
  adminSshPublicKey: textOr(SSH_KEY_CLASS),
};

/** Those of a construct's props that are settings of its machine. */
export function machineOptions(
  props: VirtualMachineOptions & OperatingSystemOptions,
): VirtualMachineOptions & OperatingSystemOptions {
  const names = new Set([...Object.keys(MACHINE_SCHEMA), ...Object.keys(OPERATING_SYSTEM_SCHEMA)]);
  return Object.fromEntries(Object.entries(props).filter(([name]) => names.has(name)));
}
