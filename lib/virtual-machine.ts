import { DevTestGlobalVmShutdownSchedule } from "@cdktf/provider-azurerm/lib/dev-test-global-vm-shutdown-schedule";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface";
import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine";
import { Construct } from "constructs";
import { declare, named, tagged } from "./declarations";
import { guardAddress } from "./preconditions";
import { publicIp } from "./public-ip";
import { groupScope, type Placement } from "./resource-group";
import type { Declaration, Place } from "./rules/declaration";
import type { Subnet } from "./subnet";
import { known } from "./terraform/tokens";
import type { DailyShutdownOptions, IdentityOptions, ImageReference, OperatingSystemOptions, VirtualMachineOptions } from "./virtual-machine-options";

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
    const { common: inherited } = props.subnet.network.placement;
    const common = { ...inherited, tags: props.tags ?? inherited.tags };
    if (props.publicIp) this.publicIp = publicIp(this, common, this.publicIpName, props.publicIpZones);
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
      tags: tagged(at("tags"), props.tags),
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

type Common = Placement["common"];

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
