import type { NotModelled } from "../not-modelled";
import { CONNECTIONS } from "./connections";
import { CONTAINERS } from "./containers";
import { DATA_SERVICES } from "./data-services";
import { DEPLOYMENTS } from "./deployments";
import { FIREWALLS } from "./firewalls";
import { INBOUND } from "./inbound";
import { KUBERNETES } from "./kubernetes";
import { NETWORK_MANAGER } from "./network-manager";
import { PLATFORM_COMPUTE } from "./platform-compute";
import { PROXIES } from "./proxies";
import { SCALE_SETS } from "./scale-sets";
import { VIRTUAL_WAN } from "./virtual-wan";
import { WEB_APPS } from "./web-apps";

/** Every type of resource that bears on packets and is not modelled. A kind of its own takes a type off these lists. */
export const NOT_MODELLED: readonly NotModelled[] = [
  ...CONNECTIONS,
  ...CONTAINERS,
  ...DATA_SERVICES,
  ...DEPLOYMENTS,
  ...FIREWALLS,
  ...INBOUND,
  ...KUBERNETES,
  ...NETWORK_MANAGER,
  ...PLATFORM_COMPUTE,
  ...PROXIES,
  ...SCALE_SETS,
  ...VIRTUAL_WAN,
  ...WEB_APPS,
];
