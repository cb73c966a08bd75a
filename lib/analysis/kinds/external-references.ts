import type {
  Circuit,
  Gateway,
  NatGateway,
  Network,
  Nic,
  PublicIp,
  RouteServer,
  RouteTable,
  SecurityGroup,
  Subnet,
} from "../model/azure";
import { anyRoute, anyRules } from "./unlisted";
import { isOpen, symbol, unknown } from "../unknown/value";
import { asText } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { idOfText, shortName, type Build } from "./build";

type Made = { readonly id: string; readonly name: string };

/** Components that the files name and do not hold: all that is known of them is an id or an expression. */
export class StandIns {
  public readonly networks = new Map<string, Network>();
  public readonly subnets = new Map<string, Subnet>();
  public readonly circuits = new Map<string, Circuit>();
  public readonly publicIps = new Map<string, PublicIp>();
  public readonly nics = new Map<string, Nic>();
  public readonly gateways = new Map<string, Gateway>();
  public readonly routeServers = new Map<string, RouteServer>();
  public readonly routeTables = new Map<string, RouteTable>();
  public readonly securityGroups = new Map<string, SecurityGroup>();
  public readonly natGateways = new Map<string, NatGateway>();

  public constructor(private readonly build: Build) {}

  /** The network that a value names by id. */
  public network(value: Value, from: Resource): string {
    const found = this.build.resolve(value, "azurerm_virtual_network");
    if (found) return found.id;
    return this.stand(this.networks, asText(value), from, "network", (made) => ({
      ...made,
      addressSpace: [symbol(`${made.id}.address_space`)],
      outside: true as const,
    }));
  }

  /** The subnet that a value names by id: a resource, a block of its network, or one from outside. */
  public subnet(value: Value, from: Resource): string {
    const found = this.build.resolve(value, "azurerm_subnet");
    if (found) return found.id;
    const id = asText(value);
    const inline = id === undefined ? undefined : this.build.inlineSubnet(id);
    if (inline !== undefined) return inline;
    return this.stand(this.subnets, id, from, "subnet", (made) => ({
      ...made,
      ...(id !== undefined && this.attached(made.id)),
      network: this.network(networkPart(id, made.id), from),
      prefixes: [symbol(`${made.id}.address_prefixes`)],
      defaultOutboundAccess: unknown(`${made.id}.default_outbound_access_enabled`),
      serviceEndpoints: [],
      privateEndpointPolicyForRoutes: unknown(`${made.id}.private_endpoint_network_policies`),
    }));
  }

  /** Whatever table and group a subnet has that is made elsewhere. */
  private attached(subnet: string): Pick<Subnet, "routeTable" | "securityGroup"> {
    const [routeTable, securityGroup] = [`${subnet}.route_table_id`, `${subnet}.network_security_group_id`];
    this.routeTables.set(routeTable.toLowerCase(), anyTable({ id: routeTable, name: routeTable }));
    this.securityGroups.set(securityGroup.toLowerCase(), {
      id: securityGroup,
      name: securityGroup,
      rules: anyRules(`${securityGroup}.security_rule`),
    });
    return { routeTable, securityGroup };
  }

  /** The circuit that a value names: same text, same circuit. */
  public circuit(value: Value): string | undefined {
    const found = this.build.resolve(value, "azurerm_express_route_circuit");
    if (found) return found.id;
    const text = asText(value);
    if (text === undefined) return undefined;
    const id = idOfText(text);
    const name = isOpen(text) ? `circuit (${shortName(text)})` : shortName(text);
    // Azure does not tell capitals apart.
    if (!this.circuits.has(id.toLowerCase())) this.circuits.set(id.toLowerCase(), { id, name, managed: false });
    return this.circuits.get(id.toLowerCase())!.id;
  }

  /** The public IP, or prefix of them, that a value names. */
  public publicIp(value: Value, from: Resource): string | undefined {
    const found = this.build.resolve(value, "azurerm_public_ip", "azurerm_public_ip_prefix");
    if (found || asText(value) === undefined) return found?.id;
    return this.stand(this.publicIps, asText(value), from, "public IP", (made) => made);
  }

  /** The network interface that a value names. */
  public nic(value: Value, from: Resource): string | undefined {
    const found = this.build.resolve(value, "azurerm_network_interface");
    if (found || asText(value) === undefined) return found?.id;
    return this.stand(this.nics, asText(value), from, "network interface", (made) => ({
      ...made,
      subnet: this.subnet(symbolFor(made.id, "subnet_id"), from),
      forwarding: unknown(`${made.id}.ip_forwarding_enabled`),
      applicationSecurityGroups: [],
    }));
  }

  /** The virtual network gateway that a value names. */
  public gateway(value: Value, from: Resource, kind: Gateway["kind"]): string {
    const found = this.build.resolve(value, "azurerm_virtual_network_gateway");
    if (found) return found.id;
    return this.stand(this.gateways, asText(value), from, "gateway", (made) => ({
      ...made,
      kind,
      network: this.network(symbolFor(made.id, "network"), from),
      remoteVnetTraffic: unknown(`${made.id}.remote_vnet_traffic_enabled`),
      virtualWanTraffic: unknown(`${made.id}.virtual_wan_traffic_enabled`),
      bgp: unknown(`${made.id}.bgp_enabled`),
      asn: unknown(`${made.id}.asn`),
      activeActive: unknown(`${made.id}.active_active`),
    }));
  }

  /** The Route Server that a value names. */
  public routeServer(value: Value, from: Resource): string {
    const found = this.build.resolve(value, "azurerm_route_server");
    if (found) return found.id;
    return this.stand(this.routeServers, asText(value), from, "Route Server", (made) => ({
      ...made,
      network: this.network(symbolFor(made.id, "network"), from),
      branchToBranch: unknown(`${made.id}.branch_to_branch_traffic_enabled`),
      hubRoutingPreference: "ExpressRoute",
      addresses: [symbolFor(made.id, "virtual_router_ips[0]"), symbolFor(made.id, "virtual_router_ips[1]")] as const,
    }));
  }

  /** The route table, security group or NAT gateway that a value names; undefined where it names none. */
  public associated(
    value: Value,
    from: Resource,
    type: "azurerm_route_table" | "azurerm_network_security_group" | "azurerm_nat_gateway",
  ): string | undefined {
    const found = this.build.resolve(value, type);
    const text = asText(value);
    if (found || text === undefined) return found?.id;
    if (type === "azurerm_nat_gateway")
      return this.stand(this.natGateways, text, from, "NAT gateway", (made) => ({
        ...made,
        publicIps: [`public IPs of ${made.id}`],
      }));
    if (type === "azurerm_route_table") return this.stand(this.routeTables, text, from, "route table", anyTable);
    return this.stand(this.securityGroups, text, from, "security group", (made) => ({
      ...made,
      rules: anyRules(`${made.id}.security_rule`),
    }));
  }

  private stand<T extends Made>(
    map: Map<string, T>,
    text: string | undefined,
    from: Resource,
    kind: string,
    make: (made: Made) => T,
  ): string {
    // Nothing is named at all: the file is no valid one.
    const given = text ?? `${kind} of ${from.id}`;
    const id = idOfText(given);
    if (!map.has(id.toLowerCase())) {
      map.set(id.toLowerCase(), make({ id, name: shortName(given) }));
      this.build.context.note(
        "outside",
        id,
        `this ${kind} is not in the files: what ${from.id} finds there is not known`,
      );
    }
    return map.get(id.toLowerCase())!.id;
  }
}

/** A route table of which nothing is known. */
const anyTable = (made: Made): RouteTable => ({
  ...made,
  propagation: unknown(`${made.id}.bgp_route_propagation_enabled`),
  routes: [anyRoute(`${made.id}.route`)],
});

const symbolFor = (id: string, attribute: string): string => symbol(`${id}.${attribute}`);

/** The id of the network that a subnet's id begins with. */
function networkPart(id: string | undefined, subnet: string): string {
  const at = id?.search(/\/subnets\/[^/]*$/i) ?? -1;
  return id !== undefined && at > 0 ? id.slice(0, at) : symbolFor(subnet, "network");
}
