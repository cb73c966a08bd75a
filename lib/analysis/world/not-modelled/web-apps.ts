import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

const INTEGRATED =
  "sends the outbound traffic of an app from the subnet of its VNet integration, all of it or private addresses only";

export const WEB_APPS: readonly NotModelled[] = [
  {
    types: azurerm(`
      app_service app_service_slot function_app function_app_flex_consumption function_app_slot linux_function_app
      linux_function_app_slot linux_web_app linux_web_app_slot logic_app_standard windows_function_app
      windows_function_app_slot windows_web_app windows_web_app_slot
    `),
    effect: "own-traffic",
    does: INTEGRATED,
    placedBy: ["virtual_network_subnet_id"],
    optional: true,
  },
  {
    types: azurerm("app_service_slot_virtual_network_swift_connection app_service_virtual_network_swift_connection"),
    effect: "own-traffic",
    does: INTEGRATED,
  },
  {
    types: azurerm("app_service_environment_v3"),
    effect: "own-traffic",
    does: "sends the traffic of its apps from its subnet",
  },
];
