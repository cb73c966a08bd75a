import { blocks, text, texts } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import type { KindContext } from "./kind";

/** The nodes of a pool of an AKS cluster that send by the routes of their subnet: together one machine. */
export interface NodePool {
  /** The cluster for its default pool; the pool's own resource otherwise. */
  readonly resource: Resource;
  readonly name: string;
  readonly subnet: Value;
  /** Id of the network interface that stands for those of the nodes. */
  readonly nic: string;
  /** The outbound type of its cluster is userDefinedRouting: Azure wants a route table (row 5.10). */
  readonly needsRouteTable: boolean;
}

const CLUSTER = "azurerm_kubernetes_cluster";
const POOL = "azurerm_kubernetes_cluster_node_pool";

/** Outbound types for which AKS sets up no way out of its own: the routes of the subnet decide, and a NAT gateway there (row 5.10). */
const USER_DEFINED_ROUTING = "userdefinedrouting";
const BY_ROUTES: readonly string[] = [USER_DEFINED_ROUTING, "userassignednatgateway"];

/** Pools of such clusters, whose pods leave with the address of their node. */
export function nodePoolsOf(resources: KindContext): readonly NodePool[] {
  const clusters = resources.of(CLUSTER).filter((cluster) => !cluster.data && leavesByRoutes(cluster));
  const byDefault = clusters.flatMap((cluster) =>
    blocks(cluster, "default_node_pool").flatMap((pool) =>
      nodePool({ resource: cluster, cluster, name: text(cluster, "name") ?? cluster.id, pool }),
    ),
  );
  const separate = resources.of(POOL).flatMap((pool) => {
    const cluster = resources.resolve(pool.configured("kubernetes_cluster_id"), CLUSTER);
    if (pool.data || !cluster || !clusters.includes(cluster)) return [];
    const name = `${text(cluster, "name") ?? cluster.id}/${text(pool, "name") ?? ""}`;
    return nodePool({ resource: pool, cluster, name, pool });
  });
  return [...byDefault, ...separate];
}

/** Pods in container instances have a subnet of their own, and IPv6 has routes of its own: neither is followed. */
const leavesByRoutes = (cluster: Resource): boolean =>
  BY_ROUTES.includes(outboundTypeOf(cluster)) &&
  blocks(cluster, "aci_connector_linux").length === 0 &&
  blocks(cluster, "network_profile").every((profile) => {
    const versions = texts(profile, "ip_versions");
    return versions.every((version) => version === "IPv4");
  });

function outboundTypeOf(cluster: Resource): string {
  const [profile] = blocks(cluster, "network_profile");
  return ((profile && text(profile, "outbound_type")) ?? "").toLowerCase();
}

interface DeclaredPool extends Pick<NodePool, "resource" | "name"> {
  readonly cluster: Resource;
  /** The block or resource with the pool's settings. */
  readonly pool: Attributes;
}

/** Pods in a subnet of their own, and nodes with public IPs, are not followed. */
function nodePool({ resource, cluster, name, pool }: DeclaredPool): readonly NodePool[] {
  const subnet = pool.configured("vnet_subnet_id");
  const others = ["pod_subnet_id", "node_public_ip_enabled", "enable_node_public_ip"].map((one) =>
    pool.configured(one),
  );
  const isPlain = others.every((value) => value === null || value === "" || value === false);
  if (subnet === null || subnet === "" || !isPlain) return [];
  const needsRouteTable = outboundTypeOf(cluster) === USER_DEFINED_ROUTING;
  return [{ resource, name, subnet, nic: `${resource.id}.nodes`, needsRouteTable }];
}
