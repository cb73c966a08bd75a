import { SECURITY_RULE_SCHEMA, type SecurityRuleProps } from "./security-rule";
import { flag, objects, type PropsSchema, text } from "./internal/props-schema";
import {
  MACHINE_SCHEMA,
  OPERATING_SYSTEM_SCHEMA,
  type OperatingSystemOptions,
  type VirtualMachineOptions,
} from "./virtual-machine-options";

/** What can be chosen of a hub's client and jump server alike. */
export interface HubMachineOptions extends VirtualMachineOptions, OperatingSystemOptions {
  /** @default "default" for the client, "jump" for the jump server */
  readonly subnetName?: string;
  /** @default - 10.0.0.0/24 and 10.0.220.0/24 of a 10.0.0.0/16; first and last quarter of a smaller VNet */
  readonly subnetPrefix?: string;
  /**
   * A static address in the subnet.
   * @default - Azure picks the client's; the jump server has the subnet's address 10 (10.0.220.10)
   */
  readonly privateIpAddress?: string;
  /** @default "<vnet>-<subnet>-nsg-<location>" */
  readonly networkSecurityGroupName?: string;
  /**
   * Whether the subnet takes over what gateway and Route Server learn.
   * @default true - without, it has neither the learned default nor a way to other VNets
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Rules beside the library's own, which are AllowJumpServerInBound or AllowOperatorInBound (100) and DenyAllInBound
   * (4096).
   * @default - none
   */
  readonly securityRules?: readonly SecurityRuleProps[];
}

export const HUB_MACHINE_SCHEMA: PropsSchema<HubMachineOptions> = {
  ...MACHINE_SCHEMA,
  ...OPERATING_SYSTEM_SCHEMA,
  subnetName: text,
  subnetPrefix: text,
  privateIpAddress: text,
  networkSecurityGroupName: text,
  gatewayRoutes: flag,
  securityRules: objects(SECURITY_RULE_SCHEMA),
};

/** A rule that lets someone log in to a machine: by Remote Desktop on Windows, by SSH on Linux. */
export function loginRule(
  name: string,
  sources: readonly string[],
  { operatingSystem }: OperatingSystemOptions,
): SecurityRuleProps {
  return {
    name,
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sources,
    destinationPorts: [operatingSystem === "linux" ? "22" : "3389"],
  };
}
