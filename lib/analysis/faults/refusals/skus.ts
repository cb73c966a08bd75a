import type { Firewall, LoadBalancer, Topology } from "../../model/azure";
import { networkName, type Refusal } from "./refusal";

/** What Azure refuses of the cheaper ones (row 11.5). */
export const skus = (topology: Topology): Refusal[] => [
  ...topology.firewalls.filter(lacksManagement).map((firewall) => withoutManagement(topology, firewall)),
  ...topology.loadBalancers.filter(isBasicForAllPorts).map((balancer) => forAllPorts(topology, balancer)),
];

const isBasic = (sku: string | undefined): boolean => sku?.toLowerCase() === "basic";

const lacksManagement = ({ tier, subnet, management }: Firewall): boolean =>
  isBasic(tier) && subnet !== undefined && !management;

const isBasicForAllPorts = ({ sku, allPorts }: LoadBalancer): boolean => isBasic(sku) && allPorts;

function withoutManagement(topology: Topology, { id, name, subnet }: Firewall): Refusal {
  const networks = networksOf(topology, [subnet]);
  return {
    networks,
    at: id,
    text: `${name} is a Basic firewall without a management subnet`,
    got: 'no management_ip_configuration with "sku_tier": "Basic"',
    want: "AzureFirewallManagementSubnet and a public IP for a Basic firewall (Azure)",
    fix: `add a management_ip_configuration with AzureFirewallManagementSubnet of ${networkName(topology, networks[0] ?? "its VNet")} and a public IP`,
    row: "11.5",
  };
}

const forAllPorts = (topology: Topology, { id, name, frontends }: LoadBalancer): Refusal => ({
  networks: networksOf(
    topology,
    frontends.map(({ subnet }) => subnet),
  ),
  at: id,
  text: `${name} is a Basic load balancer with a rule for all ports`,
  got: '"sku": "Basic" with a rule of protocol All and port 0',
  want: "a Standard load balancer (Azure)",
  fix: '"sku": "Standard"',
  row: "11.5",
});

const networksOf = (topology: Topology, subnets: readonly (string | undefined)[]): string[] => [
  ...new Set(topology.subnets.filter(({ id }) => subnets.includes(id)).map(({ network }) => network)),
];
