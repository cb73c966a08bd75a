import { EXISTING_SUBNET_CLASS, type ExistingSubnet } from "./existing-subnet";
import { SECURITY_RULE_SCHEMA, type SecurityRuleProps } from "./security-rule";
import { flag, objectOf, objects, type PropsSchema, text } from "./internal/props-schema";
import {
  MACHINE_SCHEMA,
  OPERATING_SYSTEM_SCHEMA,
  type OperatingSystemOptions,
  type VirtualMachineOptions,
} from "./virtual-machine-options";

/** Settings that a hub's client and jump server share. */
export interface HubMachineOptions extends VirtualMachineOptions, OperatingSystemOptions {
  /**
   * A subnet that exists in the hub's VNet, from {@link Subnet.fromExisting}; the VNet is from
   * {@link Network.fromExisting}. Then `subnetName`, `subnetPrefix`, `routes`, `routeTableName` and `gatewayRoutes` are not
   * allowed: the subnet has its own. The security rules are those of the machine's network interface.
   * @default - a subnet is created
   */
  readonly subnet?: ExistingSubnet;
  /**
   * Name of the machine's subnet.
   * @default "default" for the client, "jump" for the jump server
   */
  readonly subnetName?: string;
  /**
   * IPv4 prefix of the machine's subnet in CIDR notation, at least /29.
   * @default - client: 10.0.0.0/24 of a 10.0.0.0/16, or the first quarter of a VNet that is smaller than /16; jump
   * server: 10.0.220.0/24, or the last quarter
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   */
  readonly subnetPrefix?: string;
  /**
   * Static IPv4 address in the subnet. Azure reserves the first four addresses and the last one.
   * @default - client: Azure assigns one; jump server: address 10 of the subnet (10.0.220.10)
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   */
  readonly privateIpAddress?: string;
  /**
   * Name of the subnet's network security group.
   * @default "<vnet>-<subnet>-nsg-<location>"
   */
  readonly networkSecurityGroupName?: string;
  /**
   * Whether the subnet uses the routes that gateway and Route Server learn.
   * @default true - with false, the subnet has neither the learned default route nor routes to other VNets
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Security rules in addition to the library's own, whose priorities are taken: AllowJumpServerInBound (client) or
   * AllowOperatorInBound (jump server) with 100, DenyAllInBound with 4096.
   * @default - only the library's own
   */
  readonly securityRules?: readonly SecurityRuleProps[];
}

/** Schema of {@link HubMachineOptions}. */
export const HUB_MACHINE_SCHEMA: PropsSchema<HubMachineOptions> = {
  ...MACHINE_SCHEMA,
  ...OPERATING_SYSTEM_SCHEMA,
  subnet: objectOf(EXISTING_SUBNET_CLASS),
  subnetName: text,
  subnetPrefix: text,
  privateIpAddress: text,
  networkSecurityGroupName: text,
  gatewayRoutes: flag,
  securityRules: objects(SECURITY_RULE_SCHEMA),
};

/** A rule with priority 100 that allows sources to log in: TCP 3389 (RDP) on Windows, TCP 22 (SSH) on Linux. */
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
