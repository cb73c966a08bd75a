import type * as fc from "fast-check";
import type { ConstructName, Row } from "./row";
import { notFlag, notList, notNumber, notObject, notText } from "./values";

const TEXTS: readonly (readonly [ConstructName, string])[] = [
  ["hub", "name"],
  ["hub", "addressSpace"],
  ["hub", "virtualNetworkName"],
  ["hub", "location"],
  ["hub", "adminPassword"],
  ["hub", "client.name"],
  ["hub", "client.size"],
  ["hub", "client.zone"],
  ["hub", "client.subnetPrefix"],
  ["hub", "gateway.sku"],
  ["hub", "jumpServer.subnetName"],
  ["hub", "jumpServer.privateIpAddress"],
  ["hub", "jumpServer.routeTableName"],
  ["site", "name"],
  ["site", "addressSpace"],
  ["site", "routeServer.name"],
  ["site", "routeServer.subnetPrefix"],
  ["site", "gateway.name"],
  ["nva", "privateIpAddress"],
  ["nva", "adminSshPublicKey"],
  ["nva", "size"],
  ["nva", "name"],
  ["circuit", "circuitId"],
];
const NUMBERS: readonly (readonly [ConstructName, string])[] = [
  ["nva", "asn"],
  ["nva", "prepend"],
  ["nva", "keepaliveSeconds"],
  ["nva", "holdSeconds"],
  ["nva", "osDisk.sizeGb"],
  ["nva", "health.failures"],
];
const FLAGS: readonly (readonly [ConstructName, string])[] = [
  ["hub", "client.acceleratedNetworking"],
  ["hub", "client.bootDiagnostics"],
  ["hub", "client.failClosedGuard"],
  ["hub", "client.encryptionAtHost"],
  ["hub", "jumpServer.openToInternet"],
  ["hub", "gateway.remoteVnetTraffic"],
  ["site", "routeServer.branchToBranchTraffic"],
  ["nva", "publicIp"],
  ["nva", "trustedLaunch"],
  ["circuit", "acceptsDefaultRoute"],
];
const LISTS: readonly (readonly [ConstructName, string])[] = [
  ["hub", "moreAddressSpaces"],
  ["hub", "dnsServers"],
  ["hub", "sharedSecurityRules"],
  ["hub", "jumpServer.operatorSources"],
  ["hub", "client.publicIpZones"],
  ["site", "nvaSubnet.adminSources"],
  ["site", "nvaSubnet.tunnelledSources"],
  ["nva", "packages"],
  ["nva", "frrLines.global"],
  ["nva", "natLines.forward"],
  ["nva", "health.anchors"],
  ["circuit", "authorizationKeys"],
];
const GROUPS: readonly (readonly [ConstructName, string])[] = [
  ["hub", "client"],
  ["hub", "jumpServer"],
  ["hub", "gateway"],
  ["hub", "tags"],
  ["hub", "client.osDisk"],
  ["hub", "client.image"],
  ["hub", "client.identity"],
  ["hub", "naming"],
  ["hub", "flowLogs"],
  ["hub", "diagnostics"],
  ["site", "nvaSubnet"],
  ["site", "routeServer"],
  ["site", "gateway"],
  ["nva", "health"],
  ["nva", "frrLines"],
  ["nva", "natLines"],
  ["nva", "dailyShutdown"],
];
/** Where a prop can be misspelt. */
export const HOLDERS: readonly (readonly [ConstructName, string])[] = [
  ["hub", ""],
  ["hub", "client."],
  ["hub", "jumpServer."],
  ["hub", "gateway."],
  ["site", ""],
  ["site", "nvaSubnet."],
  ["site", "routeServer."],
  ["nva", ""],
  ["nva", "health."],
  ["circuit", ""],
];

const wrongType = (places: typeof TEXTS, values: fc.Arbitrary<unknown>): Row[] =>
  places.map(([construct, prop]) => [construct, prop, "FT002", values]);

export const WRONG_TYPES: readonly Row[] = [
  ...wrongType(TEXTS, notText),
  ...wrongType(NUMBERS, notNumber),
  ...wrongType(FLAGS, notFlag),
  ...wrongType(LISTS, notList),
  ...wrongType(GROUPS, notObject),
];
