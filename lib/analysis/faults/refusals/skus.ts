import type { Firewall, LoadBalancer, Topology } from "../../model/azure";
import { networkName, type Refusal } from "./refusal";

/** What Azure refuses of the cheaper ones (row 11.5). */
export const skus = (topology: Topology): Refusal[] => [
  ...topology.firewalls.filter(lacksManagement).map((firewall) => withoutManagement(topology, firewall)),
  ...topology.firewalls.flatMap((firewall) => [
    ...belowPolicy(topology, firewall),
    ...belowFeature(topology, firewall),
  ]),
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

const TIERS = ["basic", "standard", "premium"] as const;

const rankOf = (tier: string | undefined): number => TIERS.findIndex((one) => one === tier?.toLowerCase());

/** A firewall takes policies of its own tier and of lower ones. */
function belowPolicy(topology: Topology, { id, name, tier, policy, subnet, hub }: Firewall): Refusal[] {
  const [own, wanted] = [rankOf(tier), rankOf(policy?.tier)];
  if (own < 0 || wanted <= own) return [];
  return [
    {
      networks: firewallNetworks(topology, { subnet, hub }),
      at: id,
      text: `${name} of tier ${tier} has the policy ${policy!.name} of tier ${policy!.tier}`,
      got: `"sku_tier": "${tier}" with a policy of "sku": "${policy!.tier}"`,
      want: "a policy of the firewall's own tier, or of a lower one (Azure)",
      fix: `"sku_tier": "${policy!.tier}", or a policy of "sku": "${tier}"`,
      row: "11.5",
    },
  ];
}

/** A part that a policy of a lower tier does not have. */
function belowFeature(topology: Topology, { id, policy, subnet, hub }: Firewall): Refusal[] {
  if (policy?.premiumPart === undefined || rankOf(policy.tier) < 0 || rankOf(policy.tier) === 2) return [];
  return [
    {
      networks: firewallNetworks(topology, { subnet, hub }),
      at: id,
      text: `the policy ${policy.name} of tier ${policy.tier} has ${policy.premiumPart}, which is a part of tier Premium`,
      got: `"${policy.premiumPart}" with "sku": "${policy.tier}"`,
      want: "a policy of tier Premium (Azure)",
      fix: `"sku": "Premium" in the policy and "sku_tier": "Premium" in the firewall, or remove ${policy.premiumPart}`,
      row: "11.5",
    },
  ];
}

const firewallNetworks = (topology: Topology, { subnet, hub }: Pick<Firewall, "subnet" | "hub">): string[] =>
  hub === undefined
    ? networksOf(topology, [subnet])
    : topology.virtualHubConnections.filter((one) => one.hub === hub).map(({ network }) => network);

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
