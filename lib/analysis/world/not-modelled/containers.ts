import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const CONTAINERS: readonly NotModelled[] = [
  {
    types: azurerm("container_app_environment container_group container_registry_agent_pool network_profile"),
    effect: "own-traffic",
    does: "sends the traffic of its containers from its subnet",
  },
  {
    types: azurerm("container_app container_app_environment_dapr_component container_app_job"),
    effect: "part",
    does: "runs in a container app environment",
  },
];
