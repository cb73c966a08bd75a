import { DataAzurermVirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-network-gateway";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find } from "./existing";
import { guardExistingGateway } from "./internal/existing-guards";
import { flag, type OwnClass, parseProps, type PropsSchema } from "./internal/props-schema";

/** Props of {@link ExpressRouteGateway.fromExisting}. */
export interface ExistingGatewayProps extends ExistingProps {
  /**
   * Consent for a site's gateway: everything that the gateway is connected to learns the NVA's 0.0.0.0/0 and may send its
   * internet traffic there. Changes nothing that is deployed.
   * @default false - a site with such a gateway is an error
   */
  readonly acceptsDefaultRoute?: boolean;
}

const SCHEMA: PropsSchema<ExistingGatewayProps> = {
  ...EXISTING_SCHEMA,
  acceptsDefaultRoute: flag,
};

/** An ExpressRoute gateway that exists, for the prop `gateway` of a hub or site. Only connections are added to it. */
export class ExistingGateway extends Construct {
  private readonly found: DataAzurermVirtualNetworkGateway | undefined;
  /** Azure id of the gateway. */
  public readonly id: string;
  /**
   * The opt-in, as given.
   * @internal
   */
  public readonly acceptsDefaultRoute: boolean;

  /** Called by {@link ExpressRouteGateway.fromExisting}. */
  public constructor(scope: Construct, id: string, props: ExistingGatewayProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { resource, name, resourceGroupName } = find(this, "virtualNetworkGateways", own);
    this.acceptsDefaultRoute = own.acceptsDefaultRoute ?? false;
    if (!resource && own.id === undefined)
      this.found = new DataAzurermVirtualNetworkGateway(this, "gateway", { name, resourceGroupName });
    this.id = resource?.id ?? own.id ?? this.found!.id;
  }

  /**
   * Makes the plan fail if the gateway is not an ExpressRoute gateway of that VNet.
   * @internal
   */
  public mustBeIn(networkId: string): void {
    if (this.found) guardExistingGateway(this.found, networkId);
  }
}

/** For a prop that accepts one. */
export const EXISTING_GATEWAY_CLASS: OwnClass = {
  type: ExistingGateway,
  made: 'ExpressRouteGateway.fromExisting(stack, "gateway", { resource: … })',
};
