/** Addresses of the lab. The internet's are of a range for documentation (RFC 5737). */
export const ADDRESS_PLAN = {
  hub: "10.0.0.0/16",
  clientSubnet: "10.0.0.0/24",
  clientGateway: "10.0.0.1",
  client: "10.0.0.4",
  /** Addresses of a second client, which shares nothing with the first. */
  secondClient: ["10.0.1.4", "10.0.1.5", "10.0.1.6", "10.0.1.7", "10.0.1.8", "10.0.1.9", "10.0.1.10", "10.0.1.11"],
  secondClientGateway: "10.0.1.1",
  nvaGateway: "10.100.0.1",
  routeServerSubnet: "10.100.210.0/24",
  routeServerGateway: "10.100.210.1",
  routeServer: ["10.100.210.4", "10.100.210.5"],
  internetGateway: "198.51.100.1",
  internet: "198.51.100.10",
} as const;

/** The autonomous system of NVAs. */
export const NVA_ASN = 65001;

/** The address of the NVA with this host number, 4 to 254. */
export function nvaAddress(host: number): string {
  return `10.100.0.${host}`;
}
