import type { ExistingSubnet } from "./existing-subnet";
import { anyConstruct, flag, objects, oneOf, type PropsSchema, text } from "./internal/props-schema";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import {
  OWN_SECURITY_RULE_SCHEMA,
  type OwnSecurityRule,
  SECURITY_RULE_SCHEMA,
  type SecurityRuleProps,
} from "./security-rule";

/** Props of a subnet. */
export interface SubnetProps {
  /** Name of the subnet in Azure. */
  readonly name: string;
  /**
   * IPv4 prefix in CIDR notation, inside the VNet: at least /29, GatewaySubnet at least /27, RouteServerSubnet at least
   * /26.
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
   * @see https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal
   */
  readonly prefix: string;
  /**
   * Rules of the subnet's network security group. An empty list creates a group with Azure's default rules only.
   * @default - no network security group: all traffic that reaches the subnet is allowed
   */
  readonly securityRules?: readonly SecurityRuleProps[];
  /**
   * Name of the network security group.
   * @default "<vnet>-<subnet>-nsg-<location>"
   */
  readonly networkSecurityGroupName?: string;
  /**
   * What is meant for the internet traffic of the subnet's machines. "tunnelled": they follow the learned default route,
   * and a route past the NVA is an error. "exempt": they leave by a route 0.0.0.0/0 to Internet, as the jump server
   * does, and need a public IP or NAT gateway.
   * @default - nothing is meant: the routes decide
   */
  readonly internetTraffic?: "tunnelled" | "exempt";
  /**
   * Routes of the subnet's route table. An empty list creates a route table without routes.
   * @default - no route table: the subnet uses the routes that the VNet's gateway and Route Server learn; with
   * `internetTraffic: "exempt"`, 0_0_0_0_0: 0.0.0.0/0 to Internet
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Name of the route table.
   * @default "rt-<subnet>Subnet-<name>" - the name of the VNet without "vnet-": rt-appsSubnet-hub00
   */
  readonly routeTableName?: string;
  /**
   * Whether the subnet uses the routes that gateway and Route Server learn. With false, a route table is created even
   * if no routes are given, because the setting belongs to it.
   * @default true
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Default outbound access: whether machines without a public IP reach the internet with an address that Azure
   * assigns.
   * @default false - outbound traffic needs a route and an outbound address; Azure's default for GatewaySubnet and
   * RouteServerSubnet
   * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
   */
  readonly defaultOutboundAccess?: boolean;
  /**
   * The library's own rules, in addition to the user's.
   * @internal
   */
  readonly ownRules?: readonly OwnSecurityRule[];
  /**
   * The subnet that exists, in place of one that is created.
   * @internal
   */
  readonly existing?: ExistingSubnet;
  /**
   * Path of the construct that the user gave these props to.
   * @internal
   */
  readonly givenBy?: string;
  /**
   * Name of the prop in which the user gave the prefix.
   * @internal
   */
  readonly givenAs?: string;
}

/** Schema of {@link SubnetProps}. */
export const SUBNET_SCHEMA: PropsSchema<SubnetProps> = {
  name: text,
  prefix: text,
  securityRules: objects(SECURITY_RULE_SCHEMA),
  networkSecurityGroupName: text,
  internetTraffic: oneOf("tunnelled", "exempt"),
  routes: objects(ROUTE_SCHEMA),
  routeTableName: text,
  gatewayRoutes: flag,
  defaultOutboundAccess: flag,
  ownRules: objects(OWN_SECURITY_RULE_SCHEMA),
  existing: anyConstruct,
  givenBy: text,
  givenAs: text,
};
