import { DataAzurermVirtualHub } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-hub";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find, type INamedResource } from "./existing";
import { flag, type OwnClass, parseProps, type PropsSchema } from "./internal/props-schema";

/** A Route Server as azurerm's resource shows it. */
export interface INamedRouteServer extends INamedResource {
  /** IPv4 addresses of the two instances. */
  readonly virtualRouterIps: string[];
}

/** Props of {@link RouteServer.fromExisting}. */
export interface ExistingRouteServerProps extends ExistingProps {
  /**
   * azurerm's resource of the Route Server.
   * @default - `id`, or `name` and `resourceGroupName`
   */
  readonly resource?: INamedRouteServer;
  /**
   * Consent of its owner: every VNet that uses the Route Server, and every network behind the gateways of its VNet, learns
   * the NVA's 0.0.0.0/0 and may send its internet traffic there. Changes nothing that is deployed.
   * @default false - an NVA that peers with it is an error
   */
  readonly acceptsDefaultRoute?: boolean;
}

const SCHEMA: PropsSchema<ExistingRouteServerProps> = {
  ...EXISTING_SCHEMA,
  acceptsDefaultRoute: flag,
};

/** A Route Server that exists, for the prop `routeServer` of a site. Only BGP connections are added to it. */
export class ExistingRouteServer extends Construct {
  /** Azure id of the Route Server. */
  public readonly id: string;
  /** IPv4 addresses of the two instances, in any order; known after apply. */
  public readonly virtualRouterIps: string[];
  /**
   * The opt-in, as given.
   * @internal
   */
  public readonly acceptsDefaultRoute: boolean;

  /** Called by {@link RouteServer.fromExisting}. */
  public constructor(scope: Construct, id: string, props: ExistingRouteServerProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { resource, name, resourceGroupName } = find(this, "virtualHubs", own);
    // Azure stores a Route Server as a virtual hub, and azurerm has no other data source for it.
    const found = resource ?? new DataAzurermVirtualHub(this, "route-server", { name, resourceGroupName });
    this.id = found.id;
    this.virtualRouterIps = found.virtualRouterIps;
    this.acceptsDefaultRoute = own.acceptsDefaultRoute ?? false;
  }
}

/** For a prop that accepts one. */
export const EXISTING_ROUTE_SERVER_CLASS: OwnClass = {
  type: ExistingRouteServer,
  made: 'RouteServer.fromExisting(stack, "route-server", { resource: … })',
};
