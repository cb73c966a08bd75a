import { DataAzurermRouteTable } from "@cdktf/provider-azurerm/lib/data-azurerm-route-table";
import { DataAzurermSubnet } from "@cdktf/provider-azurerm/lib/data-azurerm-subnet";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find, type INamedResource } from "./existing";
import { declare } from "./internal/declaration-registry";
import { onlyIf } from "./internal/circuit-gate";
import { guardExistingRoutes, guardExistingSubnet } from "./internal/existing-guards";
import { hcl } from "./internal/hcl";
import { flag, oneOf, type OwnClass, parseProps, type PropsSchema, text } from "./internal/props-schema";
import { known } from "./internal/tokens";

/** A subnet as azurerm's resource and data source show it. */
export interface INamedSubnet extends INamedResource {
  /** Name of the VNet that it is in. */
  readonly virtualNetworkName: string;
}

/** Props of {@link Subnet.fromExisting}. */
export interface ExistingSubnetProps extends ExistingProps {
  /**
   * azurerm's resource or data source of the subnet.
   * @default - `id`, or `name`, `virtualNetworkName` and `resourceGroupName`
   */
  readonly resource?: INamedSubnet;
  /**
   * Name of the VNet that the subnet is in: the VNet of the hub or site that uses the subnet.
   * @default - `resource` or `id`
   */
  readonly virtualNetworkName?: string;
  /** IPv4 prefix of the subnet in CIDR notation. The plan fails if the subnet has another. */
  readonly prefix: string;
  /**
   * What the subnet's routes do with the internet traffic of its machines. "tunnelled": they learn the default route, as
   * a client needs it. "exempt": its route table has 0.0.0.0/0 to Internet, as a jump server and an NVA need it. Routes
   * are never added or changed: the plan fails if they are different.
   */
  readonly internetTraffic: "tunnelled" | "exempt";
  /**
   * Whether the subnet has a network security group. It is not changed, and its rules apply in addition to those of the
   * machines that are added. The plan fails if it is different.
   * @default - not checked
   */
  readonly networkSecurityGroup?: "exists" | "none";
  /**
   * Default outbound access of the subnet: with false, machines without a public IP leave by a learned route only. The
   * plan fails if it is different.
   * @default - not checked
   * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
   */
  readonly defaultOutboundAccess?: boolean;
  /**
   * Whether the subnet has a route table. The plan fails if it is different.
   * @default - one with the routes that `internetTraffic` says, or none if it is "tunnelled"
   */
  readonly routeTable?: "exists" | "none";
}

const SCHEMA: PropsSchema<ExistingSubnetProps> = {
  ...EXISTING_SCHEMA,
  virtualNetworkName: text,
  prefix: text,
  internetTraffic: oneOf("tunnelled", "exempt"),
  networkSecurityGroup: oneOf("exists", "none"),
  routeTable: oneOf("exists", "none"),
  defaultOutboundAccess: flag,
};

/**
 * A subnet that exists, for machines of a hub or site whose VNet exists. Nothing of it is changed or destroyed: the
 * network security groups of machines are attached to their network interfaces.
 */
export class ExistingSubnet extends Construct {
  /** Azure id of the subnet. */
  public readonly id: string;
  /** Name in Azure. */
  public readonly name: string;
  /** IPv4 prefix, as given. */
  public readonly prefix: string;
  /** What its routes do with internet traffic, as given. */
  public readonly internetTraffic: "tunnelled" | "exempt";

  /** Called by {@link Subnet.fromExisting}. */
  public constructor(scope: Construct, id: string, props: ExistingSubnetProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { resource, ...found } = find(this, "subnets", own);
    const virtualNetworkName = resource?.virtualNetworkName ?? own.virtualNetworkName ?? found.parentName ?? "";
    this.name = found.name;
    this.prefix = own.prefix ?? "";
    this.internetTraffic = own.internetTraffic ?? "tunnelled";
    const subnet =
      resource ??
      new DataAzurermSubnet(this, "subnet", {
        name: found.name,
        virtualNetworkName,
        resourceGroupName: found.resourceGroupName,
      });
    this.id = subnet.id;
    // Of a resource of the same app, the analysis sees what is attached to it.
    if (subnet instanceof DataAzurermSubnet) this.guard(subnet, own);
    const { path } = this.node;
    declare(this, () => ({
      existingSubnets: [
        {
          path,
          virtualNetworkName: resource ? undefined : known(virtualNetworkName),
          hasVirtualNetworkName: resource !== undefined || own.id !== undefined || own.virtualNetworkName !== undefined,
          hasPrefix: own.prefix !== undefined,
          hasInternetTraffic: own.internetTraffic !== undefined,
          contradicts: own.internetTraffic === "exempt" && own.routeTable === "none",
        },
      ],
    }));
  }

  private guard(
    subnet: DataAzurermSubnet,
    { networkSecurityGroup, routeTable, defaultOutboundAccess }: Partial<ExistingSubnetProps>,
  ): void {
    const { prefix, internetTraffic } = this;
    guardExistingSubnet(subnet, { prefix, networkSecurityGroup, routeTable, internetTraffic, defaultOutboundAccess });
    if (routeTable === "none") return;
    const segment = (place: number): string => hcl`element(split("/", ${subnet.routeTableId}), ${place})`.toString();
    const table = new DataAzurermRouteTable(this, "route-table", {
      count: onlyIf(hcl`try(length(${subnet.routeTableId}), 0) > 0`),
      name: segment(8),
      resourceGroupName: segment(4),
    });
    guardExistingRoutes(table, this.internetTraffic);
  }
}

/** For a prop that accepts one. */
export const EXISTING_SUBNET_CLASS: OwnClass = {
  type: ExistingSubnet,
  made: 'Subnet.fromExisting(stack, "subnet", { resource: …, prefix: "…", internetTraffic: "…" })',
};

/** Props of a {@link Subnet} that stands for one that exists. */
export const placeOf = (existing: ExistingSubnet) => ({ name: existing.name, prefix: existing.prefix, existing });

/** Props of a subnet that one that exists decides. */
const DECIDED = ["subnetName", "subnetPrefix", "routes", "routeTableName", "gatewayRoutes"];

/**
 * What a client, jump server or NVAs pass of the subnet that they are in, in place of what is planned.
 * @param owner the hub or site that the props belong to.
 * @param prop the prop that they were given in, for example "client".
 */
export function subnetPlace<P extends { readonly name: string; readonly prefix: string }>(
  owner: Construct,
  prop: string,
  options: { readonly subnet?: ExistingSubnet },
  planned: P,
): P {
  const { subnet } = options;
  if (!subnet) return planned;
  const propProblems = DECIDED.filter((one) => one in options).map((one) => ({
    at: { path: owner.node.path, prop: `${prop}.${one}` },
    kind: "unknown" as const,
    got: `${one} beside subnet`,
    want: `no ${one}: the subnet ${subnet.node.path} exists`,
    fix: `leave ${one} out`,
  }));
  if (propProblems.length > 0) declare(owner, () => ({ propProblems }));
  return { ...planned, ...placeOf(subnet) };
}
