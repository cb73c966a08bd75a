import { flag, object, mandatory, number, oneOf, type PropsSchema, tags, text, texts } from "./internal/props-schema";

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
   * Secure boot and vTPM. Set explicitly, because where Azure switches them on unasked, every later plan would replace
   * the machine. Needs a generation 2 image.
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

const IMAGE_SCHEMA: PropsSchema<ImageReference> = {
  publisher: mandatory.text,
  offer: mandatory.text,
  sku: mandatory.text,
  version: text,
};
const OS_DISK_SCHEMA: PropsSchema<OsDiskOptions> = { storageAccountType: text, sizeGb: number };
const IDENTITY_SCHEMA: PropsSchema<IdentityOptions> = { systemAssigned: flag, userAssignedIds: texts };
const SHUTDOWN_SCHEMA: PropsSchema<DailyShutdownOptions> = { timeZone: mandatory.text, time: text };

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
  identity: object(IDENTITY_SCHEMA),
  dailyShutdown: object(SHUTDOWN_SCHEMA),
  tags,
};

export const OPERATING_SYSTEM_SCHEMA: PropsSchema<OperatingSystemOptions> = {
  operatingSystem: oneOf("windows", "linux"),
  adminSshPublicKey: text,
};

/** Of a construct's props, those that are its machine's. */
export function machineOptions(
  props: VirtualMachineOptions & OperatingSystemOptions,
): VirtualMachineOptions & OperatingSystemOptions {
  const names = new Set([...Object.keys(MACHINE_SCHEMA), ...Object.keys(OPERATING_SYSTEM_SCHEMA)]);
  return Object.fromEntries(Object.entries(props).filter(([name]) => names.has(name)));
}
