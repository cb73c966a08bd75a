import { blocks, type Block, text } from "../terraform/attributes";
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
}

const CLUSTER = "azurerm_kubernetes_cluster";
const POOL = "azurerm_kubernetes_cluster_node_pool";

/** Outbound types for which AKS sets up no way out of its own: the routes of the subnet decide, and a NAT gateway there (row 5.10). */
const BY_ROUTES: readonly string[] = ["userdefinedrouting", "userassignednatgateway"];

/** Pools of such clusters, whose pods leave with the address of their node. */
export function nodePoolsOf(resources: KindContext): readonly NodePool[] {
  const clusters = resources.of(CLUSTER).filter((cluster) => !cluster.data && leavesByRoutes(cluster));
  const byDefault = clusters.flatMap((cluster) =>
    blocks(cluster, "default_node_pool").flatMap((pool) =>
      nodePool(cluster, text(cluster, "name") ?? cluster.id, pool),
    ),
  );
  const separate = resources.of(POOL).flatMap((pool) => {
    const cluster = resources.resolve(pool.configured("kubernetes_cluster_id"), CLUSTER);
    if (pool.data || !cluster || !clusters.includes(cluster)) return [];
    return nodePool(pool, `${text(cluster, "name") ?? cluster.id}/${text(pool, "name") ?? ""}`, pool);
  });
  return [...byDefault, ...separate];
}

function leavesByRoutes(cluster: Resource): boolean {
  const [profile] = blocks(cluster, "network_profile");
  return BY_ROUTES.includes(outboundTypeOf(profile));
}

const outboundTypeOf = (profile: Block | undefined): string =>
  ((profile && text(profile, "outbound_type")) ?? "").toLowerCase();

/** Pods in a subnet of their own, and nodes with public IPs, are not followed. */
function nodePool(resource: Resource, name: string, pool: Attributes): readonly NodePool[] {
  const subnet = pool.configured("vnet_subnet_id");
  const others = ["pod_subnet_id", "node_public_ip_enabled", "enable_node_public_ip"].map((one) =>
    pool.configured(one),
  );
  const isPlain = others.every((value) => value === null || value === "" || value === false);
  return subnet === null || subnet === "" || !isPlain ? [] : [{ resource, name, subnet, nic: `${resource.id}.nodes` }];
}
