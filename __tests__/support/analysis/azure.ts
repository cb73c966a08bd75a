/** A resource's attributes, as in Terraform JSON. */
export type Attributes = Record<string, unknown>;

/**
 * A route: prefix, and where to: "Internet", "None", "VnetLocal", "VirtualNetworkGateway", or the address of an
 * appliance.
 */
export type Route = readonly [prefix: string, to: string];

/** A security rule in one line: what is left out is "*". */
export interface Rule {
  readonly name?: string;
  readonly priority: number;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  readonly protocol?: string;
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
}

export interface MachineOptions {
  /** Absent: dynamic. */
  readonly address?: string;
  /** @default false */
  readonly publicIp?: boolean;
  /** @default false */
  readonly forwarding?: unknown;
  /** Text before base64, references and all. */
  readonly userData?: string;
}

/** Both flags of transit are off, the other two on, unless said. */
export interface PeeringOptions {
  readonly transit?: unknown;
  readonly remoteGateways?: unknown;
  readonly forwarded?: unknown;
  readonly access?: unknown;
}

export const circuitId = (name: string): string =>
  `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-circuit/providers/Microsoft.Network/expressRouteCircuits/${name}`;

const KINDS = /^(None|Internet|VnetLocal|VirtualNetworkGateway)$/;

/**
 * Plain azurerm resources as Terraform JSON, in few words. Ids: a VNet's is its short name ("hub00"), a subnet's
 * `hub00_default`, a machine's, its NIC's and its public IP's the machine's short name ("nva100": vm-nva100,
 * nic-nva100, pip-nva100).
 */
export class Azure {
  public readonly resource: Record<string, Record<string, Attributes>> = {};
  public readonly variable: Record<string, Attributes> = {};

  public add(type: string, id: string, attributes: Attributes): this {
    const group = { resource_group_name: "rg", location: "japaneast" };
    (this.resource[`azurerm_${type}`] ??= {})[id] = { ...group, ...attributes };
    return this;
  }

  /** Changes attributes of one that is there: `set("subnet.hub00_default", { … })`. */
  public set(address: string, attributes: Attributes): this {
    Object.assign(this.at(address), attributes);
    return this;
  }

  public drop(address: string): this {
    this.at(address);
    const [type = "", id = ""] = address.split(".");
    const kept = Object.entries(this.resource[`azurerm_${type}`]!).filter(([other]) => other !== id);
    this.resource[`azurerm_${type}`] = Object.fromEntries(kept);
    return this;
  }

  public at(address: string): Attributes {
    const [type = "", id = ""] = address.split(".");
    const found = this.resource[`azurerm_${type}`]?.[id];
    if (!found) throw new Error(`no azurerm_${address}`);
    return found;
  }

  /** A variable without a default: known only at apply. */
  public var(name: string, declaration: Attributes = { type: "string" }): string {
    this.variable[name] = declaration;
    return `\${var.${name}}`;
  }

  public vnet(id: string, space: string | readonly string[], attributes: Attributes = {}): this {
    return this.add("virtual_network", id, { name: `vnet-${id}`, address_space: [space].flat(), ...attributes });
  }

  /** A private subnet, unless its attributes say otherwise. */
  public subnet(vnet: string, name: string, prefix: string, attributes: Attributes = {}): this {
    return this.add("subnet", `${vnet}_${name}`, {
      name,
      virtual_network_name: `\${azurerm_virtual_network.${vnet}.name}`,
      address_prefixes: [prefix],
      default_outbound_access_enabled: false,
      ...attributes,
    });
  }

  /** The subnet's route table, with its association. */
  public table(subnet: string, routes: readonly Route[], attributes: Attributes = {}): this {
    const route = routes.map(([prefix, to], at) => ({
      name: `route-${at}`,
      address_prefix: prefix,
      next_hop_type: KINDS.test(to) ? to : "VirtualAppliance",
      next_hop_in_ip_address: KINDS.test(to) ? null : to,
    }));
    this.add("route_table", subnet, { name: `rt-${subnet}`, route, ...attributes });
    return this.join("route_table", subnet, subnet);
  }

  public noTable(subnet: string): this {
    return this.drop(`subnet_route_table_association.${subnet}`).drop(`route_table.${subnet}`);
  }

  /** The subnet's security group, with its association. */
  public nsg(subnet: string, rules: readonly Rule[] = []): this {
    this.add("network_security_group", subnet, { name: `nsg-${subnet}`, security_rule: rules.map(securityRule) });
    return this.join("network_security_group", subnet, subnet);
  }

  private join(type: string, id: string, subnet: string): this {
    const attributes = { subnet_id: `\${azurerm_subnet.${subnet}.id}`, [`${type}_id`]: `\${azurerm_${type}.${id}.id}` };
    return this.add(`subnet_${type}_association`, subnet, attributes);
  }

  /** A NAT gateway with one public IP, ng-… and pip-ng-…, on a subnet. */
  public natGateway(subnet: string): this {
    const id = `ng-${subnet}`;
    this.add("public_ip", id, { name: `pip-${id}`, allocation_method: "Static", sku: "Standard" });
    this.add("nat_gateway", id, { name: id, sku_name: "Standard" });
    this.add("nat_gateway_public_ip_association", id, {
      nat_gateway_id: `\${azurerm_nat_gateway.${id}.id}`,
      public_ip_address_id: `\${azurerm_public_ip.${id}.id}`,
    });
    return this.add("subnet_nat_gateway_association", subnet, {
      subnet_id: `\${azurerm_subnet.${subnet}.id}`,
      nat_gateway_id: `\${azurerm_nat_gateway.${id}.id}`,
    });
  }

  public vm(
    id: string,
    subnet: string,
    { address, publicIp = false, forwarding = false, userData }: MachineOptions = {},
  ): this {
    if (publicIp) this.add("public_ip", id, { name: `pip-${id}`, allocation_method: "Static", sku: "Standard" });
    const configuration = {
      name: "ipconfig1",
      subnet_id: `\${azurerm_subnet.${subnet}.id}`,
      ...(address
        ? { private_ip_address_allocation: "Static", private_ip_address: address }
        : { private_ip_address_allocation: "Dynamic" }),
      ...(publicIp && { public_ip_address_id: `\${azurerm_public_ip.${id}.id}` }),
    };
    this.add("network_interface", id, {
      name: `nic-${id}`,
      ip_forwarding_enabled: forwarding,
      ip_configuration: [configuration],
    });
    return this.add("linux_virtual_machine", id, {
      name: `vm-${id}`,
      size: "Standard_B2ms",
      network_interface_ids: [`\${azurerm_network_interface.${id}.id}`],
      ...(userData !== undefined && { custom_data: `\${base64encode(${JSON.stringify(userData)})}` }),
    });
  }

  /** An ExpressRoute gateway ergw-… in the VNet's GatewaySubnet. */
  public expressRouteGateway(vnet: string, attributes: Attributes = {}): this {
    return this.gateway(`ergw-${vnet}`, vnet, {
      type: "ExpressRoute",
      sku: "ErGw1AZ",
      remote_vnet_traffic_enabled: true,
      ...attributes,
    });
  }

  /** A VPN gateway vpngw-… in the VNet's GatewaySubnet: active-active, with BGP. */
  public vpnGateway(vnet: string, asn = 65515, attributes: Attributes = {}): this {
    return this.gateway(`vpngw-${vnet}`, vnet, {
      type: "Vpn",
      sku: "VpnGw1AZ",
      active_active: true,
      enable_bgp: true,
      bgp_settings: [{ asn }],
      ...attributes,
    });
  }

  private gateway(id: string, vnet: string, attributes: Attributes): this {
    const ip_configuration = ["one", "two"]
      .slice(0, attributes.active_active === true ? 2 : 1)
      .map((name) => ({ name, subnet_id: `\${azurerm_subnet.${vnet}_GatewaySubnet.id}` }));
    return this.add("virtual_network_gateway", id, { name: id, ip_configuration, ...attributes });
  }

  /** Connects a VNet's ExpressRoute gateway to a circuit: by its name, or an expression in its place. */
  public circuit(vnet: string, circuit: string, attributes: Attributes = {}, id = `conn-${vnet}`): this {
    return this.add("virtual_network_gateway_connection", id, {
      name: id,
      type: "ExpressRoute",
      virtual_network_gateway_id: `\${azurerm_virtual_network_gateway.ergw-${vnet}.id}`,
      express_route_circuit_id: circuit.startsWith("${") ? circuit : circuitId(circuit),
      routing_weight: 0,
      ...attributes,
    });
  }

  /** Both connections between two VNets' VPN gateways, with BGP. */
  public vpn(a: string, b: string): this {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      this.add("virtual_network_gateway_connection", `vpn-${from}-${to}`, {
        name: `vpn-${from}-${to}`,
        type: "Vnet2Vnet",
        virtual_network_gateway_id: `\${azurerm_virtual_network_gateway.vpngw-${from}.id}`,
        peer_virtual_network_gateway_id: `\${azurerm_virtual_network_gateway.vpngw-${to}.id}`,
        enable_bgp: true,
        shared_key: "example",
      });
    }
    return this;
  }

  /** A site behind the VNet's VPN gateway, routed statically. */
  public vpnSite(vnet: string, id: string, space: readonly string[]): this {
    this.add("local_network_gateway", id, {
      name: `lng-${id}`,
      gateway_address: "203.0.113.200",
      address_space: space,
    });
    return this.add("virtual_network_gateway_connection", `vpn-${id}`, {
      name: `vpn-${id}`,
      type: "IPsec",
      virtual_network_gateway_id: `\${azurerm_virtual_network_gateway.vpngw-${vnet}.id}`,
      local_network_gateway_id: `\${azurerm_local_network_gateway.${id}.id}`,
      shared_key: "example",
    });
  }

  /** A Route Server rs-… with its public IP in the VNet's RouteServerSubnet. */
  public routeServer(vnet: string, attributes: Attributes = {}): this {
    this.add("public_ip", `rs-${vnet}`, { name: `pip-rs-${vnet}`, allocation_method: "Static", sku: "Standard" });
    return this.add("route_server", vnet, {
      name: `rs-${vnet}`,
      sku: "Standard",
      subnet_id: `\${azurerm_subnet.${vnet}_RouteServerSubnet.id}`,
      public_ip_address_id: `\${azurerm_public_ip.rs-${vnet}.id}`,
      branch_to_branch_traffic_enabled: true,
      ...attributes,
    });
  }

  /** The Route Server's side of a BGP session. */
  public bgp(vnet: string, machine: string, address: string, asn: unknown = 65001): this {
    return this.add("route_server_bgp_connection", machine, {
      name: `vm-${machine}`,
      route_server_id: `\${azurerm_route_server.${vnet}.id}`,
      peer_asn: asn,
      peer_ip: address,
    });
  }

  /** One side of a peering: what `from` allows of `to`. */
  public peering(
    from: string,
    to: string,
    { transit = false, remoteGateways = false, forwarded = true, access = true }: PeeringOptions = {},
  ): this {
    return this.add("virtual_network_peering", `${from}-${to}`, {
      name: `peer-${from}-${to}`,
      virtual_network_name: `\${azurerm_virtual_network.${from}.name}`,
      remote_virtual_network_id: `\${azurerm_virtual_network.${to}.id}`,
      allow_virtual_network_access: access,
      allow_forwarded_traffic: forwarded,
      allow_gateway_transit: transit,
      use_remote_gateways: remoteGateways,
    });
  }

  public get json(): { resource: Record<string, Record<string, Attributes>>; variable?: Record<string, Attributes> } {
    return { resource: this.resource, ...(Object.keys(this.variable).length > 0 && { variable: this.variable }) };
  }
}

function securityRule({
  name,
  priority,
  direction,
  access,
  protocol = "*",
  from = "*",
  to = "*",
  port = "*",
}: Rule): Attributes {
  return {
    name: name ?? `rule-${direction}-${priority}`,
    priority,
    direction,
    access,
    protocol,
    source_address_prefix: from,
    destination_address_prefix: to,
    source_port_range: "*",
    destination_port_range: port,
  };
}
