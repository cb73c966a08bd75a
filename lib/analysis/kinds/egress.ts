import type { LoadBalancer, NatGateway, PrivateEndpoint, PublicIp } from "../model/azure";
import { blocks, number, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Unknown } from "../unknown/value";
import { isList, type Value } from "../terraform/value";
import { put, type Build } from "./build";

/** Public IP addresses, and prefixes of them. */
export function readPublicIps(build: Build): readonly PublicIp[] {
  const read = (resource: Resource, attribute: string): PublicIp => {
    const [address, sku] = [text(resource, attribute), text(resource, "sku")];
    return {
      ...build.component(resource),
      ...(address !== undefined && { address }),
      ...(sku !== undefined && { sku }),
    };
  };
  return [
    ...build.of("azurerm_public_ip").map((resource) => read(resource, "ip_address")),
    ...build.of("azurerm_public_ip_prefix").map((resource) => read(resource, "ip_prefix")),
  ];
}

/** NAT gateways with their addresses. */
export function readNatGateways(build: Build): readonly NatGateway[] {
  const addresses = new Map<string, string[]>();
  const conditions = new Map<string, (Unknown<boolean> | undefined)[]>();
  const associations = [
    ...build
      .of("azurerm_nat_gateway_public_ip_association")
      .map((resource) => [resource, "public_ip_address_id"] as const),
    ...build
      .of("azurerm_nat_gateway_public_ip_prefix_association")
      .map((resource) => [resource, "public_ip_prefix_id"] as const),
  ];
  for (const [resource, attribute] of associations) {
    const gateway = build.resolve(resource.configured("nat_gateway_id"), "azurerm_nat_gateway");
    const address = build.standIns.publicIp(resource.configured(attribute), resource);
    if (!gateway || address === undefined) continue;
    put(addresses, gateway.id, address);
    put(conditions, gateway.id, resource.exists);
  }
  return build.of("azurerm_nat_gateway").map((resource) => {
    // Versions before the associations have lists.
    const own = [
      ...members(resource.configured("public_ip_address_ids")),
      ...members(resource.configured("public_ip_prefix_ids")),
    ].map((value) => build.standIns.publicIp(value, resource));
    const all = [...own.filter((id) => id !== undefined), ...(addresses.get(resource.id) ?? [])];
    const associated = conditions.get(resource.id) ?? [];
    const [translates] = own.length === 0 && associated.every((exists) => exists !== undefined) ? associated : [];
    return { ...build.component(resource), publicIps: [...new Set(all)].sort(), ...(translates && { translates }) };
  });
}

const members = (value: Value): readonly Value[] => (isList(value) ? value : []);

/** Load balancers with their frontends and what stands behind them. */
export function readLoadBalancers(build: Build): readonly LoadBalancer[] {
  const balancer = (resource: Resource): string | undefined =>
    build.resolve(resource.configured("loadbalancer_id"), "azurerm_lb")?.id;
  const rules = build.of("azurerm_lb_rule");
  const outbound = build.of("azurerm_lb_outbound_rule");
  const backends = backendsByPool(build);
  const pools = build.of("azurerm_lb_backend_address_pool");
  return build.of("azurerm_lb").map((resource) => {
    const allPorts = rules.filter(
      (rule) =>
        balancer(rule) === resource.id &&
        text(rule, "protocol")?.toLowerCase() === "all" &&
        number(rule, "frontend_port", null) === 0,
    );
    const frontends = readFrontends(resource, build).map((frontend) => {
      const own = allPorts
        .filter((rule) => text(rule, "frontend_ip_configuration_name") === frontend.name)
        .flatMap((rule) => poolsOf(rule, build));
      const appliances = [...new Set(own.flatMap((pool) => backends.get(pool.id) ?? []))].sort();
      return { ...frontend, ...(appliances.length > 0 && { appliances }) };
    });
    const names = outbound
      .filter((rule) => balancer(rule) === resource.id)
      .flatMap((rule) => blocks(rule, "frontend_ip_configuration").map((block) => text(block, "name")));
    const nics = pools.filter((pool) => balancer(pool) === resource.id).flatMap((pool) => backends.get(pool.id) ?? []);
    return {
      ...build.component(resource),
      frontends,
      backends: [...new Set(nics)].sort(),
      outboundPublicIps: frontends
        .flatMap(({ name, publicIp }) => (publicIp !== undefined && names.includes(name) ? [publicIp] : []))
        .sort(),
      allPorts: allPorts.length > 0,
    };
  });
}

function readFrontends(resource: Resource, build: Build): LoadBalancer["frontends"] {
  return blocks(resource, "frontend_ip_configuration", build.unread(resource, "frontends")).map((block) => {
    const [subnet, address] = [block.configured("subnet_id"), text(block, "private_ip_address")];
    const publicIp =
      build.standIns.publicIp(block.configured("public_ip_address_id"), resource) ??
      build.standIns.publicIp(block.configured("public_ip_prefix_id"), resource);
    return {
      name: text(block, "name") ?? "",
      ...(subnet !== null && subnet !== "" && { subnet: build.standIns.subnet(subnet, resource) }),
      ...(address !== undefined && { address }),
      ...(publicIp !== undefined && { publicIp }),
    };
  });
}

/** The pools of a rule, by either of its attributes' names. */
const poolsOf = (rule: Resource, build: Build): readonly Resource[] =>
  [...members(rule.configured("backend_address_pool_ids")), rule.configured("backend_address_pool_id")].flatMap(
    (id) => build.resolve(id, "azurerm_lb_backend_address_pool") ?? [],
  );

function backendsByPool(build: Build): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const resource of build.of("azurerm_network_interface_backend_address_pool_association")) {
    const pool = build.resolve(resource.configured("backend_address_pool_id"), "azurerm_lb_backend_address_pool");
    const nic = build.standIns.nic(resource.configured("network_interface_id"), resource);
    if (pool && nic !== undefined) put(map, pool.id, nic);
  }
  // Pools may name addresses in place of NICs.
  for (const resource of build.of("azurerm_lb_backend_address_pool_address")) {
    const pool = build.resolve(resource.configured("backend_address_pool_id"), "azurerm_lb_backend_address_pool");
    const address = text(resource, "ip_address");
    const nics = build
      .of("azurerm_network_interface")
      .filter((nic) => blocks(nic, "ip_configuration").some((block) => text(block, "private_ip_address") === address));
    if (pool && address !== undefined && nics.length === 1) put(map, pool.id, nics[0]!.id);
  }
  return map;
}

/** Private endpoints. */
export function readPrivateEndpoints(build: Build): readonly PrivateEndpoint[] {
  return build.of("azurerm_private_endpoint").map((resource) => {
    const given = [...blocks(resource, "ip_configuration"), ...blocks(resource, "private_service_connection")];
    const address = given.map((block) => text(block, "private_ip_address")).find((one) => one !== undefined);
    return {
      ...build.component(resource),
      subnet: build.standIns.subnet(resource.configured("subnet_id"), resource),
      ...(address !== undefined && { address }),
    };
  });
}
