import { DevTestGlobalVmShutdownSchedule } from "@cdktf/provider-azurerm/lib/dev-test-global-vm-shutdown-schedule";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface";
import { NetworkInterfaceSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/network-interface-security-group-association";
import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine";
import { Construct } from "constructs";
import { AdminPassword, PASSWORD_CLASS, passwordOf } from "./admin-password";
import { declare, named, tagged } from "./internal/declaration-registry";
import { guardAddress } from "./internal/preconditions";
import { publicIp, type PublicIpOptions } from "./internal/public-ip";
import { groupScope, type Placement } from "./resource-group";
import type { Declaration, Place } from "../rules/declaration";
import {
  anyConstruct,
  flag,
  knownTexts,
  required,
  type PropsSchema,
  parseProps,
  text,
  textOr,
} from "./internal/props-schema";
import { Readiness } from "./readiness";
import { publicKeyOf } from "./ssh-key";
import { type INetwork, Subnet } from "./subnet";
import { resourceList, isToken, known } from "./internal/tokens";
import {
  type DailyShutdownOptions,
  type IdentityOptions,
  type ImageReference,
  MACHINE_SCHEMA,
  OPERATING_SYSTEM_SCHEMA,
  type OperatingSystemOptions,
  type VirtualMachineOptions,
} from "./virtual-machine-options";

const WINDOWS_IMAGE = {
  publisher: "MicrosoftWindowsServer",
  offer: "WindowsServer",
  sku: "2022-datacenter-azure-edition-smalldisk",
};
const UBUNTU_IMAGE = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" };

/** Props of a {@link VirtualMachine}. */
export interface VirtualMachineProps extends VirtualMachineOptions, OperatingSystemOptions {
  /** Subnet of the machine. The machine waits for the subnet's network security group and route table. */
  readonly subnet: Subnet;
  /**
   * End of the default names: "web" gives vm-web, nic-web and pip-web.
   * @default - the construct's id
   */
  readonly suffix?: string;
  /**
   * Static private IPv4 address in the subnet. Azure reserves the first four addresses and the last one.
   * @default - Azure assigns one
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   */
  readonly privateIpAddress?: string;
  /**
   * Whether the machine has a public IP.
   * @default false - its traffic leaves as its routes and the subnet's NAT gateway decide
   */
  readonly publicIp?: boolean;
  /**
   * Static private IPv4 addresses of further IP configurations of the network interface, each with a public IP of its
   * own. The guest must have them, too.
   * @default - only one IP configuration
   * @internal
   */
  readonly furtherAddresses?: readonly string[];
  /**
   * IP forwarding: whether the network interface accepts and sends packets with addresses that are not its own.
   * @default false - Azure drops such packets
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface
   */
  readonly ipForwarding?: boolean;
  /**
   * Password of a Windows machine: an {@link AdminPassword} or a reference, not a literal. No effect on Linux.
   * @default - Terraform generates one at apply
   */
  readonly adminPassword?: string | AdminPassword;
  /**
   * Custom data of a Linux machine (cloud-init) in base64: at most 65,535 bytes before encoding. A change replaces the
   * machine. No effect on Windows.
   * @default - none
   * @see https://learn.microsoft.com/azure/virtual-machines/custom-data
   */
  readonly customData?: string;
  /**
   * Path of the construct that the user gave these props to.
   * @internal
   */
  readonly givenBy?: string;
}

const SCHEMA: PropsSchema<VirtualMachineProps> = {
  ...MACHINE_SCHEMA,
  ...OPERATING_SYSTEM_SCHEMA,
  subnet: anyConstruct,
  suffix: text,
  privateIpAddress: text,
  publicIp: flag,
  furtherAddresses: knownTexts,
  ipForwarding: flag,
  adminPassword: textOr(PASSWORD_CLASS),
  customData: text,
  givenBy: text,
};

/** A Windows or Linux machine with its network interface and, if configured, public IP and shutdown schedule. */
export class VirtualMachine extends Construct {
  /** azurerm's resource of the machine. */
  public readonly machine: WindowsVirtualMachine | LinuxVirtualMachine;
  /** azurerm's resource of the only network interface. */
  public readonly networkInterface: NetworkInterface;
  /** azurerm's resource of the public IP; undefined if the machine has none. */
  public readonly publicIp: PublicIp | undefined;
  /**
   * azurerm's resources of the further public IPs.
   * @internal
   */
  public readonly furtherPublicIps: readonly PublicIp[];

  /** Subnet of the machine. */
  public readonly subnet: Subnet;

  private readonly props: Partial<VirtualMachineProps>;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses, and the default of `suffix`.
   * @param given the props.
   * @throws ForcedTunnelingError if the subnet is missing or is not a {@link Subnet}. All other mistakes are reported
   * at synthesis.
   */
  public constructor(scope: Construct, id: string, given: VirtualMachineProps) {
    super(scope, id);
    const props = parseProps(this, given, SCHEMA);
    this.props = props;
    this.subnet = required(
      this,
      "subnet",
      props.subnet,
      (value) => value instanceof Subnet,
      "a Subnet: site.nvaSubnet, or of network.addSubnet()",
      'hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24" })',
    );
    const { common: inherited } = this.subnet.network.placement;
    const common = { ...inherited, tags: props.tags ?? inherited.tags };
    if (props.publicIp)
      this.publicIp = publicIp(this, this.subnet.network, common, this.publicIpOptions(this.publicIpName));
    const further = props.furtherAddresses ?? [];
    this.furtherPublicIps = further.map((_, i) =>
      publicIp(this, this.subnet.network, common, this.publicIpOptions(this.furtherPublicIpName(i)), `pip-${i + 2}`),
    );
    this.networkInterface = new NetworkInterface(this, "nic", {
      ...common,
      name: this.networkInterfaceName,
      ipForwardingEnabled: props.ipForwarding ?? false,
      acceleratedNetworkingEnabled: this.acceleratedNetworking,
      ipConfiguration: [
        {
          name: "ipconfig1",
          primary: further.length > 0 ? true : undefined,
          subnetId: this.subnet.id,
          privateIpAddressAllocation: props.privateIpAddress === undefined ? "Dynamic" : "Static",
          privateIpAddress: props.privateIpAddress,
          publicIpAddressId: this.publicIp?.id,
        },
        ...further.map((privateIpAddress, i) => ({
          name: `ipconfig${i + 2}`,
          subnetId: this.subnet.id,
          privateIpAddressAllocation: "Static",
          privateIpAddress,
          publicIpAddressId: this.furtherPublicIps[i]!.id,
        })),
      ],
    });
    if (props.privateIpAddress !== undefined)
      guardAddress(this.networkInterface, props.privateIpAddress, this.subnet.prefix);
    this.machine = this.operatingSystem === "windows" ? this.windowsMachine(common) : this.linuxMachine(common);
    // Before the subnet's rules and routes apply, the machine would be open, or could not download its packages.
    this.subnet.protected.before(this.machine);
    const group = this.subnet.interfaceSecurityGroup;
    if (group) {
      const association = new NetworkInterfaceSecurityGroupAssociation(this, "nsg-association", {
        networkInterfaceId: this.networkInterface.id,
        networkSecurityGroupId: group.id,
      });
      new Readiness().needs(association).before(this.machine);
    }
    if (props.dailyShutdown) this.shutDownDaily(props.dailyShutdown, common);
    declare(this, () => this.declared());
  }

  /** Name of the machine in Azure. */
  public get name(): string {
    return this.props.name ?? this.names.of("virtual machine", this.suffix);
  }

  /** Private IPv4 address; known after apply if Azure assigns it. */
  public get privateIpAddress(): string {
    return this.networkInterface.privateIpAddress;
  }

  /** Operating system of the machine. */
  public get operatingSystem(): "windows" | "linux" {
    return this.props.operatingSystem ?? "windows";
  }

  private get names(): INetwork["names"] {
    return this.subnet.network.names;
  }

  private get suffix(): string {
    return this.props.suffix ?? this.node.id;
  }

  private get networkInterfaceName(): string {
    return this.props.networkInterfaceName ?? this.names.of("network interface", this.suffix);
  }

  private get publicIpName(): string {
    return this.props.publicIpName ?? this.names.of("public IP", this.suffix);
  }

  private furtherPublicIpName(place: number): string {
    return `${this.publicIpName}-${place + 2}`;
  }

  private publicIpOptions(name: string): PublicIpOptions {
    return { name, zones: this.props.publicIpZones };
  }

  private get computerName(): string {
    return this.props.computerName ?? this.name;
  }

  private get size(): string {
    return this.props.size ?? "Standard_B2ms";
  }

  private get acceleratedNetworking(): boolean {
    return this.props.acceleratedNetworking ?? false;
  }

  private get adminUsername(): string {
    return this.props.adminUsername ?? "azureuser";
  }

  private windowsMachine(common: Common): WindowsVirtualMachine {
    const adminPassword = passwordOf(this.props.adminPassword) ?? new AdminPassword(this, "admin-password").value;
    return new WindowsVirtualMachine(this, "vm", { ...this.machineConfig(common, WINDOWS_IMAGE), adminPassword });
  }

  private linuxMachine(common: Common): LinuxVirtualMachine {
    const publicKey = publicKeyOf(this.props.adminSshPublicKey) ?? "";
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
      // Without it, the provider uses the name, and Windows rejects a long one only at apply.
      computerName: this.computerName,
      size: this.size,
      zone: props.zone,
      adminUsername: this.adminUsername,
      networkInterfaceIds: [this.networkInterface.id],
      osDisk: {
        caching: "ReadWrite",
        storageAccountType: props.osDisk?.storageAccountType ?? "StandardSSD_LRS",
        diskSizeGb: props.osDisk?.sizeGb,
      },
      sourceImageReference: { version: "latest", ...image, ...props.image },
      secureBootEnabled: props.trustedLaunch ?? true,
      vtpmEnabled: props.trustedLaunch ?? true,
      encryptionAtHostEnabled: props.encryptionAtHost,
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
    const [publicKey, password] = [publicKeyOf(props.adminSshPublicKey), passwordOf(props.adminPassword)];
    const path = props.givenBy ?? this.node.path;
    const at = (prop: string): Place => ({ path, prop });
    const group = groupScope(this.subnet.network.placement.resourceGroup);
    return {
      names: [
        ...named(at("name"), "virtual machine", this.name, group),
        ...named(at("networkInterfaceName"), "network interface", this.networkInterfaceName, group),
        ...(this.publicIp ? named(at("publicIpName"), "public IP", this.publicIpName, group) : []),
        ...this.furtherPublicIps.flatMap((_, i) =>
          named(at("publicIpName"), "public IP", this.furtherPublicIpName(i), group),
        ),
      ],
      tags: tagged(at("tags"), props.tags),
      secrets: password === undefined ? [] : [{ at: at("adminPassword"), literal: !isToken(password) }],
      machines: [
        {
          path,
          operatingSystem: this.operatingSystem,
          name: known(this.name),
          computerName: known(this.computerName),
          computerNameProp: props.computerName === undefined ? "name" : "computerName",
          adminUsername: known(this.adminUsername),
          size: known(this.size),
          zone: known(props.zone),
          acceleratedNetworking: this.acceleratedNetworking,
          osDiskType: known(props.osDisk?.storageAccountType),
          osDiskSizeGb: known(props.osDisk?.sizeGb),
          image: props.image && { offer: known(props.image.offer), sku: known(props.image.sku) },
          adminSshPublicKey: publicKey === undefined ? null : known(publicKey),
          privateIpAddress: known(props.privateIpAddress),
          network: this.subnet.network.node.path,
          subnetName: known(this.subnet.name),
          shutdownTime: known(props.dailyShutdown?.time),
          shutdownTimeZone: known(props.dailyShutdown?.timeZone),
          publicIpZones:
            this.publicIp && props.publicIpZones && !props.publicIpZones.some(isToken)
              ? known(props.publicIpZones)
              : undefined,
        },
      ],
    };
  }
}

type Common = Placement["common"];

/** An empty block means Azure's storage account; cdktf drops a block whose values are all undefined. */
function bootDiagnostics({
  bootDiagnostics,
  bootDiagnosticsStorageUri,
}: Partial<VirtualMachineOptions>): { storageAccountUri?: string } | undefined {
  if (bootDiagnostics === false) return undefined;
  return bootDiagnosticsStorageUri === undefined ? {} : { storageAccountUri: bootDiagnosticsStorageUri };
}

function identity(options: IdentityOptions | undefined): { type: string; identityIds?: string[] } | undefined {
  const ids = options?.userAssignedIds ?? [];
  const types = [options?.systemAssigned ? "SystemAssigned" : "", ids.length > 0 ? "UserAssigned" : ""].filter(Boolean);
  if (types.length === 0) return undefined;
  return { type: types.join(", "), identityIds: ids.length > 0 ? resourceList(ids) : undefined };
}
