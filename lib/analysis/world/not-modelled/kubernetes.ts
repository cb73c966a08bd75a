import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const KUBERNETES: readonly NotModelled[] = [
  {
    types: azurerm("kubernetes_cluster kubernetes_cluster_node_pool redhat_openshift_cluster"),
    effect: "own-traffic",
    does: "sends the traffic of its nodes and pods from its subnet, by its own outbound type",
  },
  {
    types: azurerm("kubernetes_cluster_extension kubernetes_flux_configuration machine_learning_inference_cluster"),
    effect: "part",
    does: "runs in a cluster",
  },
];
