import type { FrrConfigOptions } from "../../lib/nva/frr-config";

/** The least that the article's NVA has to be told. */
export const ARTICLE_NVA = {
  hostname: "vm-nva100",
  asn: 65001,
  privateIpAddress: "10.100.0.10",
  subnetGateway: "10.100.0.1",
  routeServerSubnet: "10.100.210.0/24",
  routeServerIps: ["10.100.210.4", "10.100.210.5"],
} as const satisfies Partial<FrrConfigOptions>;
